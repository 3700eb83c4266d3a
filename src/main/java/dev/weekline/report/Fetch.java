package dev.weekline.report;

import dev.weekline.account.AccessToken;
import dev.weekline.account.AccountKpis;
import dev.weekline.account.Kpis;
import dev.weekline.meta.MetaAnswer.Failure;
import dev.weekline.run.RunLog;
import dev.weekline.run.RunTimes;
import dev.weekline.run.Runs;
import dev.weekline.trail.Trail;
import dev.weekline.work.Lease;
import jakarta.inject.Singleton;
import reactor.core.publisher.Mono;

/**
 * Fetches one week from Meta, as much of it as has to be asked: sections side by side, rows into the database as they
 * come, one transaction at the end. A section that can't be had leaves the others standing.
 */
@Singleton
class Fetch {

    private final Opening opening;
    private final AccountKpis kpis;
    private final Runs runs;
    private final FetchPlanner planner;
    private final WeekQuestions questions;
    private final Conclusion conclusion;
    private final FetchSettings settings;

    Fetch(
            Opening opening,
            AccountKpis kpis,
            Runs runs,
            FetchPlanner planner,
            WeekQuestions questions,
            Conclusion conclusion,
            FetchSettings settings) {
        this.opening = opening;
        this.kpis = kpis;
        this.runs = runs;
        this.planner = planner;
        this.questions = questions;
        this.conclusion = conclusion;
        this.settings = settings;
    }

    /** What came of it. */
    sealed interface Outcome {}

    /** It was stored; {@code times} is where the time went. */
    record Stored(StoredReport report, RunTimes times) implements Outcome {}

    /** Nothing was stored; {@code failure} is why. */
    record Failed(Failure failure) implements Outcome {}

    /**
     * Asks Meta and stores what it tells; what was stored before stands until all of it has arrived.
     *
     * @param lease the right to do so
     */
    Mono<Outcome> take(Errand errand, Lease lease) {
        var account = errand.account();
        return opening.find(account.id(), errand.cause()).flatMap(found -> switch (found) {
            case Opening.With(var token) -> take(errand, lease, token);
            case Opening.Without(var hindered) -> Mono.just(new Failed(hindered));
        });
    }

    private Mono<Outcome> take(Errand errand, Lease lease, AccessToken token) {
        var account = errand.account().id();
        return kpis.find(account)
                .map(Kpis::mapping)
                .flatMap(mapping -> runs.open(
                                account,
                                errand.week(),
                                errand.cause(),
                                errand.requestId(),
                                errand.askedAt(),
                                settings.deadline())
                        .map(run -> new WeekUnderWay(
                                errand, lease, token, mapping, run, new RunLog(), questions.retriesOfRun()))
                        .flatMap(week -> Trail.ofRun(week.run().id()).on(take(week))));
    }

    private Mono<Outcome> take(WeekUnderWay week) {
        return planner.plan(week.account(), week.run(), week.mapping())
                .map(plan -> plan.of(week.lease().sections()))
                .flatMap(plan -> questions.ask(plan, week).flatMap(pieces -> conclusion.of(plan, pieces, week)))
                .timeout(settings.deadline())
                .onErrorResume(fault -> conclusion.giveUp(week, fault));
    }
}
