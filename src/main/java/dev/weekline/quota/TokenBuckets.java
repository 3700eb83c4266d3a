package dev.weekline.quota;

import dev.weekline.account.AccountId;
import dev.weekline.quota.Permit.Denied;
import dev.weekline.quota.Permit.Granted;
import io.github.bucket4j.TimeMeter;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * The quota of this process: a bucket for the app and one for each account, which must both allow a call. Both are
 * looked at and both are charged under one lock, so they never disagree and turns come in the order of asking.
 */
@Singleton
final class TokenBuckets implements CallQuota {

    private static final Duration SHORTEST_RETRY = Duration.ofSeconds(1);

    private final Budget app;
    private final AccountBudgets accounts;
    private final Scheduler timer;

    @Inject
    TokenBuckets(QuotaSettings settings, InstantSource time, @Named("timer") Optional<Scheduler> timer) {
        this(settings, settings, time, timer.orElseGet(Schedulers::parallel));
    }

    TokenBuckets(QuotaSettings app, QuotaSettings account, InstantSource time, Scheduler timer) {
        var meter = meter(time);
        this.app = new Budget(app, meter);
        this.accounts = new AccountBudgets(account, meter);
        this.timer = timer;
    }

    @Override
    public Mono<Permit> take(AccountId account, int units, Duration patience) {
        requirePositive(units);
        return Mono.fromSupplier(() -> decide(account, units, patience)).flatMap(this::inTurn);
    }

    @Override
    public synchronized Duration estimateWait(AccountId account, int units) {
        requirePositive(units);
        return longer(app.waitFor(units), accounts.of(account).waitFor(units));
    }

    /** The buckets are a forecast that does not learn yet. */
    @Override
    public void told(AccountId account, String section, Usage usage, Optional<Reached> reached) {}

    private synchronized Permit decide(AccountId account, int units, Duration patience) {
        var budget = accounts.of(account);
        var wait = longer(app.waitFor(units), budget.waitFor(units));
        if (wait.compareTo(patience) > 0) {
            return new Denied(longer(wait, SHORTEST_RETRY));
        }
        app.reserve(units);
        budget.reserve(units);
        accounts.keep(account, budget);
        return new Granted(units, wait);
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

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    private static TimeMeter meter(InstantSource time) {
        return new TimeMeter() {
            @Override
            public long currentTimeNanos() {
                var now = time.instant();
                return Math.addExact(Math.multiplyExact(now.getEpochSecond(), 1_000_000_000L), now.getNano());
            }

            @Override
            public boolean isWallClockBased() {
                return true;
            }
        };
    }
}
