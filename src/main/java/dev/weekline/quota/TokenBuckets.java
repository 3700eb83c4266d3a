package dev.weekline.quota;

import dev.weekline.account.AccountId;
import dev.weekline.quota.Permit.Denied;
import dev.weekline.quota.Permit.Granted;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * The quota that all replicas share, in the database. While that is away, each process spends a quarter of it from
 * buckets of its own.
 */
@Singleton
final class TokenBuckets {

    private final BothLevels shared;
    private final BothLevels own;
    private final Outage outage = new Outage();
    private final Scheduler timer;

    @Inject
    TokenBuckets(
            QuotaSettings settings,
            SharedBuckets shared,
            InstantSource time,
            @Named("timer") Optional<Scheduler> timer) {
        this(settings, settings, shared, time, timer.orElseGet(Schedulers::parallel));
    }

    TokenBuckets(QuotaSettings app, QuotaSettings account, Buckets shared, InstantSource time, Scheduler timer) {
        var ofApp = BucketSize.of(app);
        var ofAccount = BucketSize.of(account);
        this.shared = new BothLevels(shared, ofApp, ofAccount);
        this.own = new BothLevels(new OwnBuckets(new ServiceTime(time)), ofApp.quarter(), ofAccount.quarter());
        this.timer = timer;
    }

    /** Waits in turn for units of both levels, as {@link CallQuota#take} says. */
    Mono<Permit> take(AccountId account, int units, Duration patience) {
        requirePositive(units);
        return outage.answer(shared.take(account, units, patience), own.take(account, units, patience))
                .flatMap(this::inTurn);
    }

    /** How long a call of so many units would have to wait; takes nothing. */
    Mono<Duration> estimateWait(AccountId account, int units) {
        requirePositive(units);
        return outage.answer(shared.waitFor(account, units), own.waitFor(account, units));
    }

    /** What the bucket of the app holds, then that of an account. */
    Mono<List<BucketState>> states(List<AccountId> accounts) {
        return outage.answer(shared.states(accounts), own.states(accounts));
    }

    /** Whether the shared buckets were out of reach when they were last asked. */
    boolean isAlone() {
        return outage.isOn();
    }

    private Mono<Permit> inTurn(Permit permit) {
        return switch (permit) {
            case Granted granted
            when granted.waited().isPositive() ->
                Mono.delay(granted.waited(), timer).thenReturn(permit);
            case Granted _, Denied _ -> Mono.just(permit);
        };
    }

    private static void requirePositive(int units) {
        if (units < 1) {
            throw new IllegalArgumentException("A call costs 1 unit or more, not " + units);
        }
    }
}
