package dev.weekline.report;

import dev.weekline.meta.MetaAnswer.Failure;
import dev.weekline.meta.MetaAnswer.Throttled;
import dev.weekline.meta.MetaAnswer.Unavailable;
import dev.weekline.run.RunResult;
import dev.weekline.run.Runs;
import io.micronaut.context.event.ApplicationEventPublisher;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import reactor.core.publisher.Mono;

/** How fetching a week ends: what came is stored, or its run says why nothing was. */
@Singleton
class Conclusion {

    private final ReportStore store;
    private final Runs runs;
    private final RunLines lines;
    private final Lacking lacking;
    private final FetchSettings settings;
    private final Clock clock;
    private final ApplicationEventPublisher<ReportTaken> events;

    Conclusion(
            ReportStore store,
            Runs runs,
            RunLines lines,
            Lacking lacking,
            FetchSettings settings,
            Clock clock,
            ApplicationEventPublisher<ReportTaken> events) {
        this.store = store;
        this.runs = runs;
        this.lines = lines;
        this.lacking = lacking;
        this.settings = settings;
        this.clock = clock;
        this.events = events;
    }

    /** Stores what has come, unless there are no totals. */
    Mono<Fetch.Outcome> of(FetchPlan plan, Pieces pieces, WeekUnderWay week) {
        return pieces.failure().map(failure -> fail(week, failure)).orElseGet(() -> store(plan, pieces, week));
    }

    private Mono<Fetch.Outcome> store(FetchPlan plan, Pieces pieces, WeekUnderWay week) {
        var begun = clock.instant();
        var taking = Taking.of(week.account(), week.lease(), week.run(), week.log(), plan, pieces, lacking, begun);
        return store.keep(taking)
                .doOnNext(report -> events.publishEvent(new ReportTaken(
                        week.key(), report.revision(), week.run().id())))
                .map(report -> {
                    var times = week.times(Duration.between(begun, clock.instant()));
                    lines.over(week, times, taking.lacks().isEmpty() ? "stored" : "stored in part");
                    return new Fetch.Stored(report, times);
                });
    }

    Mono<Fetch.Outcome> fail(WeekUnderWay week, Failure failure) {
        return runs.fail(week.run(), inVain(failure), week.log())
                .doOnSuccess(_ -> lines.over(week, week.times(Duration.ZERO), failure.why()))
                .thenReturn(new Fetch.Failed(failure));
    }

    private static RunResult.InVain inVain(Failure failure) {
        return failure instanceof Throttled
                ? new RunResult.Throttled(failure.why(), failure.fbtraceId())
                : new RunResult.Failed(failure.why(), failure.fbtraceId());
    }

    /** A fault of ours: the run says so, and whoever waits is told. */
    Mono<Fetch.Outcome> giveUp(WeekUnderWay week, Throwable fault) {
        if (fault instanceof TimeoutException) {
            return fail(
                    week,
                    new Unavailable(
                            "Fetching " + week.run().week() + " was not complete within " + settings.deadline(), ""));
        }
        return runs.fail(
                        week.run(),
                        new RunResult.Failed("Internal: " + fault.getClass().getSimpleName(), ""),
                        week.log())
                .doOnSuccess(_ -> lines.over(
                        week,
                        week.times(Duration.ZERO),
                        "Weekline itself failed, " + fault.getClass().getSimpleName()))
                .onErrorComplete()
                .then(Mono.error(fault));
    }
}
