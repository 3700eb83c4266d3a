package dev.weekline.report;

import dev.weekline.account.Account;
import dev.weekline.meta.MetaAnswer.BeyondRetention;
import dev.weekline.meta.MetaAnswer.Blocked;
import dev.weekline.meta.MetaAnswer.Failure;
import dev.weekline.meta.MetaAnswer.Malformed;
import dev.weekline.meta.MetaAnswer.Refused;
import dev.weekline.meta.MetaAnswer.Throttled;
import dev.weekline.meta.MetaAnswer.TooLarge;
import dev.weekline.meta.MetaAnswer.Unavailable;
import dev.weekline.run.Cause;
import dev.weekline.work.Lease;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import reactor.core.publisher.Mono;

/** Fetches weeks that nobody waits for, for whoever has planned them and holds their leases. */
@Singleton
public class Filling {

    private final Fetches fetches;
    private final StoredReports stored;
    private final ReportStore store;
    private final Clock clock;

    Filling(Fetches fetches, StoredReports stored, ReportStore store, Clock clock) {
        this.fetches = fetches;
        this.stored = stored;
        this.store = store;
        this.clock = clock;
    }

    /** Whether this replica could begin another fetch now. */
    public boolean hasRoom() {
        return fetches.hasRoom();
    }

    /**
     * Fetches a week, unless it has come in another way meanwhile. It is charged to the background side of the quota.
     */
    public Mono<Filled> fill(Account account, Lease lease) {
        var key = new ReportKey(account.id(), lease.week());
        return stored.lookUp(account, key)
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty())
                .flatMap(report ->
                        report.filter(held -> held.isFresh(clock.instant())).isPresent()
                                ? store.settle(lease).<Filled>thenReturn(new Filled.Unneeded())
                                : fetches.work(errand(account, lease, report.map(HeldReport::fetchedAt)), lease)
                                        .map(Filling::filled));
    }

    private Errand errand(Account account, Lease lease, Optional<Instant> before) {
        var cause = before.isPresent() ? Cause.UPKEEP : Cause.BACKFILL;
        return new Errand(account, lease.week(), cause, Optional.empty(), before, clock.instant());
    }

    private static Filled filled(Fetched fetched) {
        return switch (fetched) {
            case Fetched.Taken _ -> new Filled.Stored();
            case Fetched.Elsewhere _ -> new Filled.Unneeded();
            case Fetched.NoRoom _ -> new Filled.NoRoom();
            case Fetched.Failed(var setback) -> failed(setback.failure());
        };
    }

    /** What a failure means to whoever planned the week. */
    static Filled failed(Failure failure) {
        return switch (failure) {
            case Throttled throttled -> new Filled.Throttled(throttled.until(), throttled.why());
            case Blocked blocked -> new Filled.Blocked(blocked.why());
            case Unavailable _, TooLarge _, BeyondRetention _, Refused _, Malformed _ ->
                new Filled.Failed(failure.why(), FailureJson.write(failure), Incurable.heals(failure));
        };
    }
}
