package dev.weekline.meta;

import dev.weekline.meta.GraphFailure.Blocked;
import dev.weekline.meta.GraphFailure.LostPlace;
import dev.weekline.meta.GraphFailure.Malformed;
import dev.weekline.meta.GraphFailure.NotReady;
import dev.weekline.meta.GraphFailure.Permanent;
import dev.weekline.meta.GraphFailure.TooLarge;
import dev.weekline.meta.MetaAnswer.Anew;
import dev.weekline.meta.MetaAnswer.Page;
import dev.weekline.meta.MetaAnswer.Without;
import dev.weekline.meta.Outcome.Failed;
import dev.weekline.meta.Outcome.Got;
import dev.weekline.meta.ReportRun.Progress;
import dev.weekline.meta.Shape.Cut;
import dev.weekline.meta.Step.BeginRun;
import dev.weekline.meta.Step.PollRun;
import dev.weekline.meta.Step.ReadPage;
import dev.weekline.week.IsoWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import reactor.core.publisher.SynchronousSink;

/**
 * Where a walk through the pages of an answer is: it says what to ask next, and is told what came. It asks nobody
 * itself. One subscriber's, so it is used by one thread at a time.
 */
final class Walk {

    private static final int MOST_TIMES_LOST = 2;
    private static final int MOST_OMITTED = 5;
    private static final GraphFailure UNFINISHED =
            new GraphFailure.Transient(0, Optional.empty(), "Meta did not finish the report that it was making", "");

    private final Recipe recipe;
    private final IsoWeek week;
    private final int maxPages;

    private Shape shape;
    private Deque<Part> left;
    private Optional<String> cursor = Optional.empty();
    private RunWatch watch = new RunWatch();
    private int page = 1;
    private int lost;
    private boolean told;
    private boolean over;
    private boolean complete;

    Walk(Recipe recipe, IsoWeek week, Shape shape, int maxPages) {
        this.recipe = recipe;
        this.week = week;
        this.maxPages = maxPages;
        this.shape = shape;
        this.left = parts();
    }

    /** The shape in which it goes on. */
    Shape shape() {
        return shape;
    }

    /** Whether nothing more will be asked. */
    boolean isOver() {
        return over;
    }

    /** Whether everything has come. */
    boolean isComplete() {
        return complete;
    }

    /** Says what to ask next, or that the walk is over. */
    void next(SynchronousSink<Step> sink) {
        if (over) {
            sink.complete();
        } else {
            sink.next(next());
        }
    }

    private Step next() {
        var part = left.getFirst();
        var fields = shape.asked(recipe, part.group());
        if (shape.cut() != Cut.REPORT_RUN) {
            return page(part, fields, Optional.empty());
        }
        return watch.run()
                .<Step>map(run -> watch.isReadable()
                        ? page(part, fields, Optional.of(run.id()))
                        : new PollRun(run.id(), watch.pause()))
                .orElseGet(() -> new BeginRun(fields, shape.breakdowns(recipe), watch.isSecond()));
    }

    private ReadPage page(Part part, List<String> fields, Optional<String> of) {
        return new ReadPage(part, fields, shape.breakdowns(recipe), page, shape.pageSize(), cursor, of);
    }

    /** A page was asked for, and this came. */
    List<MetaAnswer> read(Outcome<InsightsPage> outcome, Instant now) {
        return switch (outcome) {
            case Failed<InsightsPage>(var failure) -> failed(failure, now);
            case Got<InsightsPage> got -> goOnFrom(got.value(), now);
        };
    }

    /** A report run was asked for, and this came. */
    List<MetaAnswer> begun(Outcome<ReportRun> outcome, Instant now) {
        return switch (outcome) {
            case Failed<ReportRun>(var failure) -> failed(failure, now);
            case Got<ReportRun> got -> {
                watch.begun(got.value(), now);
                yield List.of();
            }
        };
    }

    /** It was asked how far the report run is, and this came. */
    List<MetaAnswer> polled(Outcome<Progress> outcome, Instant now) {
        return switch (outcome) {
            case Failed<Progress>(var failure) -> failed(failure, now);
            case Got<Progress> got -> {
                watch.seen(got.value(), now);
                yield watch.isGivenUp() ? end(UNFINISHED, now) : List.of();
            }
        };
    }

    private List<MetaAnswer> goOnFrom(InsightsPage insights, Instant now) {
        if (insights.next().isPresent() && insights.next().equals(cursor)) {
            return end(new Malformed("Meta sent the same page twice", ""), now);
        }
        var answers = new ArrayList<MetaAnswer>();
        answers.add(new Page(left.getFirst(), insights.rows()));
        told = true;
        cursor = insights.next();
        if (cursor.isEmpty()) {
            left.removeFirst();
        }
        if (left.isEmpty()) {
            answers.addAll(complete());
        } else if (++page > maxPages) {
            answers.addAll(
                    end(new TooLarge(TooLarge.Sign.DEPTH, "Meta has more than " + maxPages + " pages", ""), now));
        }
        return answers;
    }

    private List<MetaAnswer> complete() {
        over = true;
        complete = true;
        var omissions = shape.omissions(recipe);
        return omissions.isEmpty() ? List.of() : List.of(new Without(omissions));
    }

    private List<MetaAnswer> failed(GraphFailure failure, Instant now) {
        return switch (failure) {
            case TooLarge large -> shrink(large, now);
            case LostPlace _
            when lost < MOST_TIMES_LOST -> {
                lost++;
                yield anew(shape);
            }
            case NotReady _ when watch.run().isPresent() -> lookAgain(failure, now);
            case Blocked blocked
            when blocked.hindrance() == Hindrance.NOT_SHARED && watch.isNew() -> lookAgain(failure, now);
            case Permanent refused ->
                refusedField(refused.words())
                        .map(field -> anew(shape.without(field)))
                        .orElseGet(() -> end(failure, now));
            default -> end(failure, now);
        };
    }

    private List<MetaAnswer> lookAgain(GraphFailure failure, Instant now) {
        watch.notThereYet(now);
        return watch.isGivenUp() ? end(failure, now) : List.of();
    }

    private List<MetaAnswer> shrink(TooLarge large, Instant now) {
        var smaller = shape.smaller(recipe, large.sign());
        if (smaller.isEmpty()) {
            return end(large, now);
        }
        if (smaller.get().goesOnFrom(shape)) {
            shape = smaller.get();
            return List.of();
        }
        return anew(smaller.get());
    }

    /** A field without which a row is no longer one of its kind can't be left out. */
    private Optional<String> refusedField(String words) {
        if (shape.omitted().size() >= MOST_OMITTED) {
            return Optional.empty();
        }
        var fields = Stream.concat(
                        shape.fields(recipe).stream(),
                        recipe.dimensions().stream()
                                .filter(dimension -> !dimension.key())
                                .map(Recipe.Dimension::field)
                                .filter(field -> !shape.omitted().contains(field)))
                .toList();
        return NamedField.in(words, shape.breakdowns(recipe), fields)
                .filter(field -> !shape.fields(recipe).equals(List.of(field)));
    }

    private List<MetaAnswer> anew(Shape next) {
        var voided = told;
        shape = next;
        left = parts();
        cursor = Optional.empty();
        watch = new RunWatch();
        page = 1;
        told = false;
        return voided ? List.of(new Anew()) : List.of();
    }

    private List<MetaAnswer> end(GraphFailure failure, Instant now) {
        over = true;
        return List.of(failure.toAnswer(now));
    }

    private Deque<Part> parts() {
        var days = shape.cut() == Cut.DAYS
                ? week.monday()
                        .datesUntil(week.next().monday())
                        .map(Optional::of)
                        .toList()
                : List.of(Optional.<LocalDate>empty());
        return days.stream()
                .flatMap(day -> IntStream.range(0, shape.groups()).mapToObj(group -> new Part(day, group)))
                .collect(Collectors.toCollection(ArrayDeque::new));
    }
}
