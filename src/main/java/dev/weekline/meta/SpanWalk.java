package dev.weekline.meta;

import dev.weekline.meta.GraphFailure.Blocked;
import dev.weekline.meta.GraphFailure.LostPlace;
import dev.weekline.meta.GraphFailure.Malformed;
import dev.weekline.meta.GraphFailure.Throttled;
import dev.weekline.meta.GraphFailure.TooLarge;
import dev.weekline.meta.MetaAnswer.Anew;
import dev.weekline.meta.MetaAnswer.Failure;
import dev.weekline.meta.MetaAnswer.Page;
import dev.weekline.meta.MetaAnswer.Without;
import dev.weekline.meta.Outcome.Failed;
import dev.weekline.meta.Outcome.Got;
import dev.weekline.meta.SpanInsights.WeekAnswer;
import dev.weekline.meta.SpanStep.Alone;
import dev.weekline.meta.SpanStep.Together;
import dev.weekline.week.IsoWeek;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import reactor.core.publisher.SynchronousSink;

/**
 * Where a walk through the pages of several weeks is: it says what to ask next, and is told what came. Weeks are asked
 * together as long as that works. What is too much is asked in shorter spans; a week of which something comes that
 * can't be right is asked alone; and where it is not clear what is wrong, the first week is tried alone before the
 * others are. It asks nobody itself. One subscriber's, so it is used by one thread at a time.
 */
final class SpanWalk {

    private static final int MOST_TIMES_LOST = 2;

    /** Weeks that Meta can't tell at the moment, one after the other, before the rest is not even asked for. */
    private static final int MOST_IN_VAIN = 2;

    private final Recipe recipe;
    private final SpanWidth width;
    private final Deque<List<IsoWeek>> left = new ArrayDeque<>();

    private Shape shape;
    private List<IsoWeek> asked = List.of();
    private Optional<String> cursor = Optional.empty();
    private int page = 1;
    private int lost;
    private int inVain;
    private int mostRows;
    private boolean hasTriedAlone;
    private boolean complete = true;

    /** What has come of the weeks that are being asked together. */
    private final Map<IsoWeek, Integer> rows = new TreeMap<>();

    private final Set<IsoWeek> doubtful = new HashSet<>();

    /** @param spans weeks that may be asked together */
    SpanWalk(Recipe recipe, List<List<IsoWeek>> spans, SpanWidth width) {
        this.recipe = recipe;
        this.width = width;
        this.left.addAll(spans);
        this.shape = Shape.of(recipe);
    }

    /** From here on weeks are asked in this shape; where it is not that of whole weeks, each is asked alone. */
    void take(Shape learned) {
        shape = learned;
    }

    Shape shape() {
        return shape;
    }

    SpanWidth width() {
        return width;
    }

    /** Says what to ask next, or that the walk is over. */
    void next(SynchronousSink<SpanStep> sink) {
        if (asked.isEmpty() && !left.isEmpty()) {
            begin(left.removeFirst());
        }
        if (asked.isEmpty()) {
            if (complete) {
                width.wentWell(shape.pageSize(), mostRows);
            }
            sink.complete();
        } else {
            sink.next(asked.size() == 1 ? new Alone(asked.getFirst()) : new Together(asked, page, cursor));
        }
    }

    private void begin(List<IsoWeek> span) {
        // After a week that Meta can't tell one other week shows whether it can tell any.
        var most = inVain > 0 ? 1 : width.weeks();
        if (span.size() > most) {
            left.addFirst(span.subList(most, span.size()));
        }
        asked = span.subList(0, Math.min(most, span.size()));
        cursor = Optional.empty();
        page = 1;
        rows.clear();
        doubtful.clear();
    }

    /** Weeks can't be asked together in the shape that was learned. */
    List<WeekAnswer> onlyAlone() {
        return again(asked.stream().map(List::of).toList());
    }

    /** A page of several weeks was asked for, and this came. */
    List<WeekAnswer> read(Outcome<SpanPage> outcome, Instant now) {
        return switch (outcome) {
            case Failed<SpanPage>(var failure) -> failed(failure, now);
            case Got<SpanPage> got -> goOnFrom(got.value());
        };
    }

    private List<WeekAnswer> goOnFrom(SpanPage came) {
        if (came.stray()) {
            width.mistrust();
            return again(asked.stream().map(List::of).toList());
        }
        if (came.next().isPresent() && came.next().equals(cursor)) {
            return inHalves();
        }
        doubtful.addAll(came.doubtful());
        var answers = new ArrayList<WeekAnswer>();
        came.rows().forEach((week, brought) -> {
            rows.merge(week, brought.size(), Integer::sum);
            if (!doubtful.contains(week)) {
                answers.add(of(week, new Page(Part.WHOLE, brought)));
            }
        });
        cursor = came.next();
        if (cursor.isEmpty()) {
            answers.addAll(complete());
        } else if (++page > SpanWidth.MOST_PAGES) {
            var all = rows.values().stream().mapToInt(Integer::intValue).sum();
            width.tooLong(asked.size(), shape.pageSize(), all, rows.size());
            answers.addAll(again(List.of(asked)));
        }
        return answers;
    }

    private List<WeekAnswer> complete() {
        var whole = asked.stream().filter(week -> !doubtful.contains(week)).toList();
        var alone = asked.stream().filter(doubtful::contains).toList();
        var answers = Stream.concat(
                        alone.stream().filter(rows::containsKey).map(week -> of(week, new Anew())),
                        whole.stream().map(week -> of(week, new Without(shape.omissions(recipe)))))
                .toList();
        mostRows = Math.max(
                mostRows,
                rows.values().stream().mapToInt(Integer::intValue).max().orElse(0));
        alone.reversed().forEach(week -> left.addFirst(List.of(week)));
        asked = List.of();
        inVain = 0;
        hasTriedAlone = false;
        return answers;
    }

    /** The week that was asked alone has come. */
    void came() {
        asked = List.of();
        inVain = 0;
    }

    /** The week that was asked alone can't be had. */
    List<WeekAnswer> cameNot(Failure failure) {
        asked = List.of();
        complete = false;
        return switch (failure) {
            case MetaAnswer.Throttled _, MetaAnswer.Blocked _ -> end(failure);
            case MetaAnswer.Unavailable _ -> ++inVain >= MOST_IN_VAIN ? end(failure) : List.of();
            case MetaAnswer.TooLarge _, MetaAnswer.BeyondRetention _, MetaAnswer.Refused _, MetaAnswer.Malformed _ ->
                List.of();
        };
    }

    private List<WeekAnswer> failed(GraphFailure failure, Instant now) {
        return switch (failure) {
            case Throttled _, Blocked _ -> end(failure.toAnswer(now));
            case TooLarge _ -> {
                width.tooMuch(asked.size());
                yield again(List.of(asked));
            }
            case LostPlace _
            when lost < MOST_TIMES_LOST -> {
                lost++;
                yield again(List.of(asked));
            }
            case LostPlace _, Malformed _ -> inHalves();
            default -> firstAlone();
        };
    }

    private List<WeekAnswer> inHalves() {
        return again(halves(asked));
    }

    /**
     * What the first week teaches, the others use; when that did not help, whatever is wrong is looked for in halves.
     */
    private List<WeekAnswer> firstAlone() {
        if (hasTriedAlone) {
            return inHalves();
        }
        hasTriedAlone = true;
        return again(List.of(asked.subList(0, 1), asked.subList(1, asked.size())));
    }

    private static List<List<IsoWeek>> halves(List<IsoWeek> weeks) {
        var half = (weeks.size() + 1) / 2;
        return Stream.of(weeks.subList(0, half), weeks.subList(half, weeks.size()))
                .filter(some -> !some.isEmpty())
                .toList();
    }

    /** What came of the weeks that are being asked is void; they are asked again, in these spans. */
    private List<WeekAnswer> again(List<List<IsoWeek>> spans) {
        var answers = voided();
        spans.reversed().forEach(left::addFirst);
        asked = List.of();
        return answers;
    }

    private List<WeekAnswer> voided() {
        return rows.keySet().stream().map(week -> of(week, new Anew())).toList();
    }

    /** Nothing more is asked. */
    List<WeekAnswer> end(Failure failure) {
        complete = false;
        var answers = Stream.concat(
                        asked.isEmpty() ? Stream.empty() : voided().stream(),
                        Stream.concat(asked.stream(), left.stream().flatMap(List::stream))
                                .map(week -> of(week, failure)))
                .toList();
        asked = List.of();
        left.clear();
        return answers;
    }

    private WeekAnswer of(IsoWeek week, MetaAnswer answer) {
        return new WeekAnswer(week, Math.max(1, asked.size()), answer);
    }
}
