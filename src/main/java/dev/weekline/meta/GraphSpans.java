package dev.weekline.meta;

import dev.weekline.meta.GraphQuestion.About;
import dev.weekline.meta.MetaAnswer.Failure;
import dev.weekline.meta.MetaAnswer.Without;
import dev.weekline.meta.Shape.Cut;
import dev.weekline.meta.SpanStep.Alone;
import dev.weekline.meta.SpanStep.Together;
import dev.weekline.week.IsoWeek;
import dev.weekline.week.Retention;
import io.micronaut.http.HttpMethod;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Several weeks as the Graph API tells them, one exact range for each. A {@link SpanWalk} says what to ask next and is
 * told what came; what has to be asked week by week is asked of {@link Insights}.
 */
@Singleton
final class GraphSpans implements SpanInsights {

    private final GraphCalls calls;
    private final Insights insights;
    private final Lessons lessons;
    private final SpanWidths widths;
    private final KnownBad knownBad;
    private final MetaSettings settings;
    private final InstantSource time;

    GraphSpans(
            GraphCalls calls,
            Insights insights,
            Lessons lessons,
            SpanWidths widths,
            KnownBad knownBad,
            MetaSettings settings,
            InstantSource time) {
        this.calls = calls;
        this.insights = insights;
        this.lessons = lessons;
        this.widths = widths;
        this.knownBad = knownBad;
        this.settings = settings;
        this.time = time;
    }

    @Override
    public Flux<WeekAnswer> ask(SpanQuestion question, Consumer<SharedCall> told) {
        return Flux.defer(() -> widths.find(question.account(), question.recipe())
                .flatMapMany(weeks -> walk(new Asking(question, told), new SpanWidth(weeks))));
    }

    /** A question, and who is told of its calls. */
    private record Asking(SpanQuestion question, Consumer<SharedCall> told) {}

    private Flux<WeekAnswer> walk(Asking asking, SpanWidth width) {
        var question = asking.question();
        var walk = new SpanWalk(question.recipe(), spans(question), width);
        return Flux.<SpanStep>generate(walk::next)
                .concatMap(step -> GraphInsights.whenWanted(step, answers(step, walk, asking)), 0)
                .concatWith(Mono.defer(() -> remember(question, width)).then(Mono.empty()));
    }

    /**
     * Weeks that may be asked together. Meta leaves unique figures out of a whole answer with breakdowns when any of it
     * is older than 13 months (best-practices page), so such weeks are not asked with younger ones.
     */
    private List<List<IsoWeek>> spans(SpanQuestion question) {
        if (question.recipe().breakdowns().isEmpty()) {
            return List.of(question.weeks());
        }
        var now = time.instant();
        var bySide = question.weeks().stream()
                .collect(Collectors.groupingBy(week -> Retention.sideOfUniques(week, now, question.zone())));
        var spans = new ArrayList<List<IsoWeek>>();
        bySide.getOrDefault(0, List.of()).forEach(week -> spans.add(List.of(week)));
        bySide.entrySet().stream()
                .filter(side -> side.getKey() != 0)
                .map(Map.Entry::getValue)
                .forEach(spans::add);
        return spans;
    }

    private Flux<WeekAnswer> answers(SpanStep step, SpanWalk walk, Asking asking) {
        return switch (step) {
            case Alone(var week) -> alone(week, walk, asking);
            case Together together -> together(together, walk, asking);
        };
    }

    /** What a week comes to alone; that it is whole is said in any case. */
    private Flux<WeekAnswer> alone(IsoWeek week, SpanWalk walk, Asking asking) {
        var last = new AtomicReference<@Nullable MetaAnswer>();
        return insights.ask(
                        asking.question().alone(week),
                        call -> asking.told().accept(new SharedCall(List.of(week), Map.of(week, call.rows()), call)))
                .doOnNext(last::set)
                .map(answer -> new WeekAnswer(week, 1, answer))
                .concatWith(Flux.defer(() -> Flux.fromIterable(ended(week, last.get(), walk))));
    }

    private static List<WeekAnswer> ended(IsoWeek week, @Nullable MetaAnswer last, SpanWalk walk) {
        if (last instanceof Failure failure) {
            return walk.cameNot(failure);
        }
        walk.came();
        return last instanceof Without ? List.of() : List.of(new WeekAnswer(week, 1, new Without(List.of())));
    }

    private Flux<WeekAnswer> together(Together step, SpanWalk walk, Asking asking) {
        if (step.page() > 1) {
            return read(step, walk, asking);
        }
        var question = asking.question();
        var refused = knownBad.find(question.alone(step.weeks().getFirst()));
        return refused.map(failure -> Flux.fromIterable(walk.end(failure)))
                .orElseGet(() -> shape(question).flatMapMany(shape -> {
                    walk.take(shape);
                    return shape.cut() == Cut.WEEK && shape.groups() == 1
                            ? read(step, walk, asking)
                            : Flux.fromIterable(walk.onlyAlone());
                }));
    }

    /** A week that was asked alone may have taught something meanwhile. */
    private Mono<Shape> shape(SpanQuestion question) {
        var recipe = question.recipe();
        return lessons.find(question.account(), recipe)
                .map(lesson -> lesson.applied(recipe, time.instant()))
                .defaultIfEmpty(Shape.of(recipe));
    }

    private Flux<WeekAnswer> read(Together step, SpanWalk walk, Asking asking) {
        var question = asking.question();
        var recipe = question.recipe();
        var weeks = step.weeks();
        // Rows are counted while they are read, which is before the call is told of.
        var brought = new AtomicReference<>(Map.<IsoWeek, Integer>of());
        var reader = SpanPage.reader(question, walk.shape().asked(recipe, 0), weeks);
        return calls.<SpanPage>ask(
                        new GraphQuestion(
                                question.account(),
                                question.token(),
                                HttpMethod.GET,
                                question.account().value() + "/insights",
                                InsightsQuery.together(recipe, walk.shape(), weeks, step.cursor()),
                                question.purpose(),
                                recipe.units(days(weeks)),
                                settings.patience(),
                                new About(recipe.name(), step.page()),
                                question.retries(),
                                call -> asking.told()
                                        .accept(new SharedCall(
                                                weeks, Objects.requireNonNullElse(brought.get(), Map.of()), call))),
                        (reply, discretion) -> {
                            var outcome = reader.read(reply, discretion);
                            brought.set(rows(outcome));
                            return outcome;
                        })
                .flatMapIterable(outcome -> walk.read(outcome, time.instant()));
    }

    private static Map<IsoWeek, Integer> rows(Outcome<SpanPage> outcome) {
        return outcome instanceof Outcome.Got<SpanPage> got
                ? got.value().rows().entrySet().stream()
                        .collect(Collectors.toUnmodifiableMap(
                                Map.Entry::getKey, rows -> rows.getValue().size()))
                : Map.of();
    }

    private static int days(List<IsoWeek> weeks) {
        return 1
                + Math.toIntExact(ChronoUnit.DAYS.between(
                        weeks.getFirst().monday(), weeks.getLast().sunday()));
    }

    private Mono<Void> remember(SpanQuestion question, SpanWidth width) {
        return width.hasChanged()
                ? widths.keep(question.account(), question.recipe(), width.weeks(), time.instant())
                : Mono.empty();
    }
}
