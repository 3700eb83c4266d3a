package dev.weekline.report;

import dev.weekline.meta.Insights;
import dev.weekline.meta.Insights.Question;
import dev.weekline.meta.MetaAnswer;
import dev.weekline.meta.MetaAnswer.Unavailable;
import dev.weekline.meta.Recipe;
import dev.weekline.meta.Retries;
import dev.weekline.meta.Section;
import dev.weekline.quota.Purpose;
import dev.weekline.quota.Work;
import dev.weekline.run.Cause;
import dev.weekline.trail.Tracing;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Asks Meta for one week, as much of it as has to be asked: rows into the database as they come. */
@Singleton
class WeekQuestions {

    private final Insights insights;
    private final ReportStore store;
    private final Orders orders;
    private final FetchSettings settings;
    private final Tracing tracing;

    WeekQuestions(Insights insights, ReportStore store, Orders orders, FetchSettings settings, Tracing tracing) {
        this.insights = insights;
        this.store = store;
        this.orders = orders;
        this.settings = settings;
        this.tracing = tracing;
    }

    /** What all questions of one run may repeat together. */
    Retries retriesOfRun() {
        return insights.retriesOfRun();
    }

    /** First what the plan wants first; the rest only if that shows that something has moved. */
    Mono<Pieces> ask(FetchPlan plan, WeekUnderWay week) {
        return ask(plan.given(), plan.first(), week)
                .flatMap(first -> plan.rest().isEmpty() || first.failure().isPresent()
                        ? Mono.just(first)
                        : hasMoved(plan, first, week)
                                .flatMap(moved -> moved ? ask(first, plan.rest(), week) : Mono.just(first)));
    }

    /** Totals and sections side by side, as far as they are not there yet. Without totals there is no report. */
    private Mono<Pieces> ask(Pieces given, Set<Section> wanted, WeekUnderWay week) {
        var questions = Stream.<Mono<Brought>>concat(
                given.totals().isPresent() ? Stream.empty() : Stream.of(bring(AskedPiece.TOTALS, week)),
                given.open(wanted).map(section -> bringRows(section, week)));
        return Flux.merge(questions.toList())
                .takeUntil(Brought.Failed.class::isInstance)
                .collectList()
                .map(given::with);
    }

    /** Whether the totals or the campaigns differ from what is stored; where that can't be told, they do. */
    private Mono<Boolean> hasMoved(FetchPlan plan, Pieces pieces, WeekUnderWay week) {
        var before = plan.current().map(Current::revision);
        var state = before.flatMap(revision -> revision.find(Section.CAMPAIGNS));
        var campaigns = Optional.ofNullable(pieces.rows().get(Section.CAMPAIGNS));
        if (state.isEmpty()
                || campaigns.isEmpty()
                || !before.get().hasTotals(pieces.totals().orElseThrow())) {
            return Mono.just(true);
        }
        return store.summary(week.key(), campaigns.get().run(), Section.CAMPAIGNS)
                .map(summary -> !state.get().hasRows(summary));
    }

    private Mono<Brought> bringRows(Section section, WeekUnderWay week) {
        return bring(AskedPiece.of(section), week)
                .timeout(settings.deadlineOfSection(), Mono.defer(() -> late(section, week)));
    }

    /** The sections that are there in time are stored without it. */
    private Mono<Brought> late(Section section, WeekUnderWay week) {
        var failure = new Unavailable(
                "Meta did not tell %s within %s".formatted(section.word(), settings.deadlineOfSection()), "");
        return store.forget(week.run(), section).thenReturn(new Brought.Missed(section, failure));
    }

    /** Takes in what comes of one question, in order: no page is asked for before the last one has been taken in. */
    private Mono<Brought> bring(AskedPiece piece, WeekUnderWay week) {
        var about =
                Map.of("section", piece.recipe().name(), "run", week.run().id().toString());
        return tracing.within("section", about, Mono.defer(() -> {
            var arrival = piece.arrival(store, week.run());
            return ask(piece.recipe(), week)
                    .concatMap(answer -> arrival.take(answer, piece), 1)
                    .next()
                    .switchIfEmpty(Mono.defer(() -> arrival.end(List.of())))
                    .flatMap(brought -> store.arrived(week.run(), brought).thenReturn(brought))
                    .doOnNext(brought -> tell(brought, piece, week));
        }));
    }

    /** A week whose totals could not be had is no further than before; when it is tried again is told elsewhere. */
    private void tell(Brought brought, AskedPiece piece, WeekUnderWay week) {
        if (!(brought instanceof Brought.Failed)) {
            orders.arrived(week.errand(), piece.recipe().name(), week.pieces().incrementAndGet());
        }
    }

    private Flux<MetaAnswer> ask(Recipe recipe, WeekUnderWay week) {
        var run = week.run();
        return insights.ask(
                new Question(
                        run.account(),
                        week.token(),
                        run.week(),
                        recipe,
                        purpose(run.cause()),
                        week.mapping().actionTypes(),
                        week.retries()),
                call -> week.log().add(Shares.whole(call)));
    }

    /** Nobody waits for what is fetched behind an answer. */
    private static Purpose purpose(Cause cause) {
        return new Purpose(
                switch (cause) {
                    case MISSING, REFRESH -> Work.INTERACTIVE;
                    case STALE, BACKFILL, UPKEEP -> Work.BACKGROUND;
                },
                cause.word());
    }
}
