package dev.weekline.quota;

import dev.weekline.account.AccountId;
import dev.weekline.quota.Permit.Denied;
import dev.weekline.quota.Permit.Granted;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.stream.Stream;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * What Meta says before what we forecast: a call first waits until no gate of Meta's is closed (background work also
 * needs a day whose budget is not spent), then for its turn at the buckets, and then looks at the gates once more,
 * since they may have closed while it waited.
 */
@Singleton
final class GatedQuota implements CallQuota {

    private final Gates gates;
    private final TokenBuckets buckets;
    private final Spent spent;
    private final LearnedSizes sizes;
    private final DailyBudget daily;
    private final Consumer<LoggedUsage> log;
    private final InstantSource time;
    private final Scheduler timer;

    @Inject
    GatedQuota(
            Gates gates,
            TokenBuckets buckets,
            Spent spent,
            LearnedSizes sizes,
            DailyBudget daily,
            UsageLog log,
            InstantSource time,
            @Named("timer") Optional<Scheduler> timer) {
        this(gates, buckets, spent, sizes, daily, log::add, time, timer.orElseGet(Schedulers::parallel));
    }

    GatedQuota(
            Gates gates,
            TokenBuckets buckets,
            Spent spent,
            LearnedSizes sizes,
            DailyBudget daily,
            Consumer<LoggedUsage> log,
            InstantSource time,
            Scheduler timer) {
        this.gates = gates;
        this.buckets = buckets;
        this.spent = spent;
        this.sizes = sizes;
        this.daily = daily;
        this.log = log;
        this.time = time;
        this.timer = timer;
    }

    @Override
    public Mono<Permit> take(PlannedCall call, Duration patience) {
        return passGates(call, patience, Duration.ZERO, waited -> takeTurn(call, patience, waited));
    }

    @Override
    public Mono<Duration> estimateWait(AccountId account, Work work, int units) {
        return Mono.defer(() -> buckets.estimateWait(account, work, units).map(wait -> {
            var gate = closed(account, work).map(this::untilOpen).orElse(Duration.ZERO);
            var day = daily.find(account, work, units, time.instant())
                    .map(Denied::retryAfter)
                    .orElse(Duration.ZERO);
            return Stream.of(wait, gate, day).max(Comparator.naturalOrder()).orElseThrow();
        }));
    }

    @Override
    public void told(AccountId account, String section, Usage usage, Optional<Reached> reached) {
        var now = time.instant();
        var reading = UsageReading.of(usage);
        gates.told(account, reading, reached, now);
        sizes.told(account, reading, now);
        if (!usage.headers().isEmpty() || reached.isPresent()) {
            log.accept(new LoggedUsage(anyId(), account, now, section, usage, reading, reached));
        }
    }

    /** Nobody has to be kept from guessing it. */
    private static UUID anyId() {
        var random = ThreadLocalRandom.current();
        return new UUID(random.nextLong(), random.nextLong());
    }

    /** What comes when no gate is closed any more, given how long that has taken. */
    private interface Then {
        Mono<Permit> after(Duration waited);
    }

    private Mono<Permit> takeTurn(PlannedCall call, Duration patience, Duration waited) {
        return buckets.take(call.account(), call.work(), weighed(call), patience.minus(waited))
                .flatMap(permit -> switch (permit) {
                    case Denied denied -> Mono.just(denied);
                    case Granted granted ->
                        passGates(
                                call,
                                patience,
                                waited.plus(granted.waited()),
                                inAll -> Mono.fromSupplier(() -> grant(call, inAll)));
                });
    }

    private Permit grant(PlannedCall call, Duration waited) {
        spent.add(call, time.instant());
        return new Granted(call.units(), waited);
    }

    private Mono<Permit> passGates(PlannedCall call, Duration patience, Duration waited, Then then) {
        return Mono.defer(() -> {
            var broke = daily.find(call.account(), call.work(), call.units(), time.instant());
            if (broke.isPresent()) {
                return Mono.just(broke.get());
            }
            var closed = closed(call.account(), call.work());
            if (closed.isEmpty()) {
                return then.after(waited);
            }
            var pause = untilOpen(closed.get());
            return waited.plus(pause).compareTo(patience) > 0
                    ? Mono.just(
                            new Denied(closed.get().gate(), pause, closed.get().reason()))
                    : Mono.delay(pause, timer).flatMap(_ -> passGates(call, patience, waited.plus(pause), then));
        });
    }

    /** After a gate has opened calls come back in steps: for a while each weighs as much more as the share is less. */
    private int weighed(PlannedCall call) {
        var share = gates.rate(call.account(), call.work(), time.instant());
        return share > 0 ? (int) Math.ceil(call.units() / share) : call.units();
    }

    private Optional<Closed> closed(AccountId account, Work work) {
        return gates.find(account, work, time.instant());
    }

    /** At least a moment, so that a gate which is about to open is not asked without end. */
    private Duration untilOpen(Closed closed) {
        var left = Duration.between(time.instant(), closed.opens());
        return left.isPositive() ? left : Duration.ofMillis(1);
    }
}
