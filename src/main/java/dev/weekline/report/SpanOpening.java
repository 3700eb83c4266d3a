package dev.weekline.report;

import dev.weekline.meta.Retries;
import dev.weekline.quota.Purpose;
import dev.weekline.quota.Work;
import dev.weekline.report.Spans.Claim;
import dev.weekline.run.RunLog;
import dev.weekline.run.RunSpan;
import dev.weekline.run.Runs;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Begins to read weeks together: each has its own run and its own plan. */
@Singleton
class SpanOpening {

    private final Runs runs;
    private final FetchPlanner planner;
    private final WeekQuestions questions;
    private final FetchSettings settings;
    private final Clock clock;

    SpanOpening(Runs runs, FetchPlanner planner, WeekQuestions questions, FetchSettings settings, Clock clock) {
        this.runs = runs;
        this.planner = planner;
        this.questions = questions;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Writes a run for each week and plans it, one after the other, since many connections at once would be in the way.
     */
    Mono<Span> open(ReadAccount of, List<Claim> claims) {
        return Mono.defer(() -> {
            var now = clock.instant();
            var mark = RunSpan.of(claims.size(), now);
            var retries = questions.retriesOfRun();
            return Flux.fromIterable(claims)
                    .concatMap(claim -> open(of, claim, now, retries, new RunLog(mark)))
                    .collectList()
                    .map(weeks -> new Span(of, purpose(claims), retries, weeks, new Shares(weeks)));
        });
    }

    private Mono<SpanWeek> open(ReadAccount of, Claim claim, Instant askedAt, Retries retries, RunLog log) {
        var account = of.account();
        var week = claim.lease().week();
        var errand = new Errand(account, week, claim.cause(), Optional.empty(), Optional.empty(), askedAt);
        return runs.open(account.id(), week, claim.cause(), Optional.empty(), askedAt, settings.deadline())
                .flatMap(run -> planner.plan(account, run, of.mapping())
                        .map(plan -> plan.of(claim.lease().sections()))
                        .map(plan -> new SpanWeek(
                                new WeekUnderWay(errand, claim.lease(), of.token(), of.mapping(), run, log, retries),
                                plan)));
    }

    /** Weeks that are missing are what a span is read for. */
    private static Purpose purpose(List<Claim> claims) {
        var cause =
                claims.stream().map(Claim::cause).min(Comparator.naturalOrder()).orElseThrow();
        return new Purpose(Work.BACKGROUND, cause.word());
    }
}
