package dev.weekline.report;

import dev.weekline.account.Account;
import dev.weekline.metric.EventMapping;
import dev.weekline.report.FetchPlan.Kind;
import dev.weekline.run.Cause;
import dev.weekline.run.Run;
import dev.weekline.week.IsoWeek;
import dev.weekline.week.Maturity;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import reactor.core.publisher.Mono;

/** Decides how much of a week has to be asked, so that nothing is paid for twice. */
@Singleton
class FetchPlanner {

    private final ReportStore store;
    private final Pace pace;
    private final Clock clock;

    FetchPlanner(ReportStore store, Pace pace, Clock clock) {
        this.store = store;
        this.pace = pace;
        this.clock = clock;
    }

    /** What is stored of a week that nobody waits for. */
    enum Stock {
        MISSING,
        /** Something is, but Meta has to be asked. */
        DUE,
        /** It is fresh, and nothing is lacking. */
        DONE
    }

    Mono<Stock> stock(Account account, IsoWeek week, EventMapping mapping) {
        return store.current(new ReportKey(account.id(), week))
                .map(stored -> {
                    var now = clock.instant();
                    var fresh = pace.of(account, week, stored.fetchedAt(), stored.calm(), now);
                    return fresh.holds(now) && !stored.lacksAny() && mapping.equals(stored.mapping())
                            ? Stock.DONE
                            : Stock.DUE;
                })
                .defaultIfEmpty(Stock.MISSING);
    }

    /** What a run that has just begun has to ask, for events to be read from the action types of {@code mapping}. */
    Mono<FetchPlan> plan(Account account, Run run, EventMapping mapping) {
        return Mono.defer(() -> {
            var key = new ReportKey(run.account(), run.week());
            var now = clock.instant();
            return store.endOthers(key, run)
                    .then(store.adoptable(key, now.minus(adoptedWithin(account, run, now))))
                    .zipWith(store.current(key).map(Optional::of).defaultIfEmpty(Optional.empty()))
                    .map(found -> new FetchPlan(
                            kind(account, run, mapping, found.getT2(), now),
                            found.getT1(),
                            found.getT2(),
                            mapping,
                            Set.of()));
        });
    }

    private static Duration adoptedWithin(Account account, Run run, Instant now) {
        return Maturity.of(run.week(), account.timeZone(), now) == Maturity.OPEN
                ? FetchSettings.ADOPTED_WITHIN_OPEN_WEEK
                : FetchSettings.ADOPTED_WITHIN;
    }

    /** A week that has become final is asked for as a whole once more, since it is never asked for again. */
    private Kind kind(Account account, Run run, EventMapping mapping, Optional<Current> current, Instant now) {
        if (current.isEmpty()
                || run.cause() == Cause.REFRESH
                || !mapping.isToldBy(current.get().mapping())) {
            return Kind.WHOLE;
        }
        var fresh = pace.of(
                account, run.week(), current.get().fetchedAt(), current.get().calm(), now);
        // Who decided that it was stale may have done so while more of the quota was left.
        var mappedOtherwise = !mapping.equals(current.get().mapping());
        if (fresh.holds(now) && (!fresh.isStretched() || current.get().lacksAny() || mappedOtherwise)) {
            return Kind.WHAT_LACKS;
        }
        return Maturity.of(run.week(), account.timeZone(), now) == Maturity.FINAL ? Kind.WHOLE : Kind.WHAT_MOVED;
    }
}
