package dev.weekline.meta;

import dev.weekline.meta.GraphCalls.Reading;
import dev.weekline.meta.GraphQuestion.About;
import dev.weekline.meta.Outcome.Failed;
import dev.weekline.meta.Outcome.Got;
import dev.weekline.meta.Step.BeginRun;
import dev.weekline.meta.Step.PollRun;
import dev.weekline.meta.Step.ReadPage;
import dev.weekline.quota.Weight;
import io.micronaut.http.HttpMethod;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Insights as the Graph API tells them. A {@link Walk} says what to ask next and is told what came; here that is asked,
 * as fast as pages are taken, and what was learned on the way is remembered.
 */
@Singleton
final class GraphInsights implements Insights {

    private static final int UNITS_OF_A_LOOK = Weight.of(false, false, false, 1);

    private final GraphCalls calls;
    private final Lessons lessons;
    private final ReportRuns runs;
    private final KnownBad knownBad;
    private final OutOfDate outOfDate;
    private final MetaSettings settings;
    private final InstantSource time;
    private final Scheduler timer;

    @Inject
    GraphInsights(
            GraphCalls calls,
            Lessons lessons,
            ReportRuns runs,
            KnownBad knownBad,
            OutOfDate outOfDate,
            MetaSettings settings,
            InstantSource time,
            @Named("timer") Optional<Scheduler> timer) {
        this.calls = calls;
        this.lessons = lessons;
        this.runs = runs;
        this.knownBad = knownBad;
        this.outOfDate = outOfDate;
        this.settings = settings;
        this.time = time;
        this.timer = timer.orElseGet(Schedulers::parallel);
    }

    @Override
    public Flux<MetaAnswer> ask(Question question, Consumer<GraphCall> told) {
        return Flux.defer(() -> knownBad.find(question)
                .map(failure -> Flux.<MetaAnswer>just(failure))
                .orElseGet(() -> walk(question, told)));
    }

    /** Begins in the shape that was learned for the account. */
    private Flux<MetaAnswer> walk(Question question, Consumer<GraphCall> told) {
        var recipe = question.recipe();
        return lessons.find(question.account(), recipe)
                .map(lesson -> lesson.applied(recipe, time.instant()))
                .defaultIfEmpty(Shape.of(recipe))
                .flatMapMany(shape -> walk(new Asking(question, told), shape));
    }

    @Override
    public Retries retriesOfRun() {
        return new Retries(settings.retriesOfRun());
    }

    @Override
    public int unitsOfWeek() {
        return Recipes.TOTALS.units()
                + Arrays.stream(Section.values())
                        .mapToInt(section -> section.recipe().units())
                        .sum();
    }

    /** A question, and who is told of its calls. */
    private record Asking(Question question, Consumer<GraphCall> told) {}

    private Flux<MetaAnswer> walk(Asking asking, Shape shape) {
        var walk = new Walk(asking.question().recipe(), asking.question().week(), shape, settings.maxPages());
        return Flux.generate(walk::next).concatMap(step -> whenWanted(step, answers(step, walk, shape, asking)), 0);
    }

    /**
     * Without prefetching, {@code concatMap} subscribes when it is asked for an element, where it would otherwise ask
     * for the next page as soon as one has been handed over. Hiding the source keeps it from being taken for a
     * constant.
     */
    static <S, A> Flux<A> whenWanted(S step, Flux<A> answers) {
        return Flux.just(step).hide().concatMap(_ -> answers, 0);
    }

    /** What was learned is remembered before the last answer: whoever has that may not wait for anything after it. */
    private Flux<MetaAnswer> answers(Step step, Walk walk, Shape begun, Asking asking) {
        return take(step, walk, asking)
                .flatMapMany(answers -> walk.isOver()
                        ? remember(walk, begun, answers, asking.question()).thenMany(Flux.fromIterable(answers))
                        : Flux.fromIterable(answers));
    }

    private Mono<List<MetaAnswer>> take(Step step, Walk walk, Asking asking) {
        return switch (step) {
            case ReadPage page -> read(page, asking).map(outcome -> walk.read(outcome, time.instant()));
            case BeginRun begin -> begin(begin, asking).map(outcome -> walk.begun(outcome, time.instant()));
            case PollRun poll ->
                Mono.delay(poll.after(), timer)
                        .then(Mono.defer(() -> look(poll, asking)))
                        .map(outcome -> walk.polled(outcome, time.instant()));
        };
    }

    private Mono<Outcome<InsightsPage>> read(ReadPage page, Asking asking) {
        var question = asking.question();
        var path = page.run().orElse(question.account().value()) + "/insights";
        var query = page.run().isPresent() ? InsightsQuery.place(page) : InsightsQuery.page(question, page);
        return ask(
                asking, HttpMethod.GET, path, query, question.recipe().units(), page, WeekPage.reader(question, page));
    }

    /** One that was begun earlier and not read is as good as a new one, and paid for. */
    private Mono<Outcome<ReportRun>> begin(BeginRun begin, Asking asking) {
        var question = asking.question();
        var query = InsightsQuery.run(question, begin.fields(), begin.breakdowns());
        var known = begin.anew() ? Mono.<ReportRun>empty() : runs.find(question, query.toString());
        return known.<Outcome<ReportRun>>map(run -> new Got<>(run, 0))
                .switchIfEmpty(Mono.defer(() -> this.<String>ask(
                                asking,
                                HttpMethod.POST,
                                question.account().value() + "/insights",
                                query,
                                question.recipe().units(),
                                begin,
                                ReportRunReader::begun)
                        .flatMap(outcome -> remembered(outcome, question, query))));
    }

    private Mono<Outcome<ReportRun>> remembered(Outcome<String> outcome, Question question, Map<String, String> query) {
        return switch (outcome) {
            case Failed<String>(var failure) -> Mono.just(new Failed<>(failure));
            case Got<String> got -> {
                var run = new ReportRun(got.value(), time.instant());
                yield runs.keep(question, query.toString(), run).thenReturn(new Got<>(run, 0));
            }
        };
    }

    private Mono<Outcome<ReportRun.Progress>> look(PollRun poll, Asking asking) {
        return ask(asking, HttpMethod.GET, poll.run(), Map.of(), UNITS_OF_A_LOOK, poll, ReportRunReader::progress);
    }

    private <T> Mono<Outcome<T>> ask(
            Asking asking,
            HttpMethod method,
            String path,
            Map<String, String> query,
            int units,
            Step step,
            Reading<T> reading) {
        var question = asking.question();
        return calls.ask(
                new GraphQuestion(
                        question.account(),
                        question.token(),
                        method,
                        path,
                        query,
                        question.purpose(),
                        units,
                        settings.patience(),
                        new About(question.recipe().name(), step.page()),
                        question.retries(),
                        asking.told()),
                reading);
    }

    /** The next walk begins in the shape in which this one ended well. */
    private Mono<Void> remember(Walk walk, Shape begun, List<MetaAnswer> answers, Question question) {
        answers.forEach(answer -> knownBad.note(question, answer));
        var shape = walk.shape();
        shape.omitted().stream()
                .filter(field -> !begun.omitted().contains(field))
                .forEach(field -> outOfDate.omitted(question.recipe(), field));
        if (!walk.isComplete()) {
            return Mono.empty();
        }
        var learned = shape.equals(begun)
                ? Mono.<Void>empty()
                : lessons.keep(question.account(), question.recipe(), new Lesson(shape, time.instant()));
        var read = shape.cut() == Shape.Cut.REPORT_RUN ? runs.forget(question) : Mono.<Void>empty();
        return learned.then(read);
    }
}
