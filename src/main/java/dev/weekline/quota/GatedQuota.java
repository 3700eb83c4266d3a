package dev.weekline.quota;

import dev.weekline.account.AccountId;
import dev.weekline.quota.Permit.Denied;
import dev.weekline.quota.Permit.Granted;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
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

    private static final Duration LOOK_AGAIN = Duration.ofSeconds(5);

    private final Gates gates;
    private final TokenBuckets buckets;
    private final Spent spent;
    private final LearnedSizes sizes;
    private final DailyBudget daily;
    private final Consumer<LoggedUsage> log;
    private final InstantSource time;
    private final Scheduler timer;
    private final Lines lines;
    private final HourAhead hourAhead;
    private final Left left;

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
        this.lines = new Lines(time, timer);
        this.hourAhead = new HourAhead(gates.settings(), spent);
        this.left = new Left(sizes, spent);
    }

    @Override
    public Mono<Permit> take(PlannedCall call, Duration patience) {
        return switch (call.work()) {
            case INTERACTIVE -> Mono.defer(() -> lineUp(call, patience));
            case BACKGROUND -> takeRoom(call, patience, Duration.ZERO);
        };
    }

    @Override
    public Mono<Duration> estimateWait(AccountId account, Work work, int units) {
        return switch (work) {
            case INTERACTIVE -> Mono.defer(() -> waitInLine(account, units, false));
            case BACKGROUND ->
                Mono.defer(() -> buckets.estimateWait(account, work, units)
                        .map(wait -> longest(wait, untilRoom(account, units))));
        };
    }

    @Override
    public void told(AccountId account, String section, Usage usage, Optional<Reached> reached) {
        var now = time.instant();
        var reading = UsageReading.of(usage);
        gates.told(account, reading, reached, now);
        sizes.told(account, reading, now);
        hourAhead.told(account, reading, now);
        left.told(account, reading, reached, now);
        reached.ifPresent(limit -> hourAhead.refused(account, limit.gate(), now));
        if (!usage.headers().isEmpty() || reached.isPresent()) {
            log.accept(new LoggedUsage(anyId(), account, now, section, usage, reading, reached));
        }
    }

    @Override
    public UsageReading heard(AccountId account) {
        return gates.heard(account);
    }

    @Override
    public double left(AccountId account) {
        return left.share(account, time.instant());
    }

    /** Nobody has to be kept from guessing it. */
    private static UUID anyId() {
        var random = ThreadLocalRandom.current();
        return new UUID(random.nextLong(), random.nextLong());
    }

    /** Somebody waits: whoever would wait too long is sent away with a promise, and the others stand in line. */
    private Mono<Permit> lineUp(PlannedCall call, Duration patience) {
        var line = lines.of(call.account());
        var hasReturned = line.redeem(call);
        return waitInLine(call.account(), call.units(), hasReturned)
                .flatMap(wait -> wait.compareTo(patience) > 0
                        ? Mono.fromSupplier(() -> sentAway(call, wait))
                        : line.pass(call.units(), hasReturned, wait, atCounter(call, patience, time.instant())));
    }

    private Mono<Permit> atCounter(PlannedCall call, Duration patience, Instant asked) {
        return Mono.defer(() -> {
                    var waited = Duration.between(asked, time.instant());
                    return passGates(call, patience, waited, passed -> takeTurn(call, patience, passed));
                })
                .doOnNext(permit -> {
                    if (permit instanceof Denied denied) {
                        lines.of(call.account()).promise(denied.retryAfter(), call);
                    }
                });
    }

    private Permit sentAway(PlannedCall call, Duration wait) {
        lines.of(call.account()).promise(wait, call);
        return closed(call.account(), call.work())
                .map(closed -> new Denied(closed.gate(), wait, closed.reason()))
                .orElseGet(() -> new Denied(wait));
    }

    /** Nobody waits: looks when no gate is closed and nobody of the account stands in line, and looks again. */
    private Mono<Permit> takeRoom(PlannedCall call, Duration patience, Duration waited) {
        return passGates(call, patience, waited, passed -> {
            var look = lines.isWaiting(call.account())
                    ? Mono.<Permit>just(new Denied(LOOK_AGAIN))
                    : takeTurn(call, Duration.ZERO, Duration.ZERO);
            return look.flatMap(permit -> switch (permit) {
                case Granted granted -> Mono.just(new Granted(granted.units(), passed));
                case Denied denied -> lookAgain(call, patience, passed, denied);
            });
        });
    }

    private Mono<Permit> lookAgain(PlannedCall call, Duration patience, Duration waited, Denied denied) {
        var longer = waited.plus(denied.retryAfter());
        return longer.compareTo(patience) > 0
                ? Mono.just(denied)
                : Mono.delay(denied.retryAfter(), timer).flatMap(_ -> takeRoom(call, patience, longer));
    }

    private Mono<Duration> waitInLine(AccountId account, int units, boolean hasReturned) {
        var gate = closed(account, Work.INTERACTIVE).map(this::untilOpen).orElse(Duration.ZERO);
        return buckets.levels(account)
                .map(levels ->
                        lines.waitFor(account, units, hasReturned, gate, levels.getT1(), levels.getT2(), hourAhead));
    }

    /** How long gates, the day and the hour of Meta keep background work waiting. */
    private Duration untilRoom(AccountId account, int units) {
        var now = time.instant();
        var gate = closed(account, Work.BACKGROUND).map(this::untilOpen).orElse(Duration.ZERO);
        var day = daily.find(account, Work.BACKGROUND, units, now)
                .map(Denied::retryAfter)
                .orElse(Duration.ZERO);
        return longest(longest(gate, day), hourAhead.until(account, Work.BACKGROUND, units, now));
    }

    private static Duration shortest(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }

    private static Duration longest(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    /** What comes when no gate is closed any more, given how long that has taken. */
    private interface Then {
        Mono<Permit> after(Duration waited);
    }

    /** A gate may have closed before the turn came; then it goes to others, and the call begins anew at the gate. */
    private Mono<Permit> takeTurn(PlannedCall call, Duration patience, Duration waited) {
        return buckets.turn(call.account(), call.work(), price(call), patience.minus(waited))
                .flatMap(turn -> switch (turn.permit()) {
                    case Denied denied -> Mono.just(denied);
                    case Granted granted -> {
                        var inAll = waited.plus(granted.waited());
                        yield shut(call).isEmpty()
                                ? Mono.fromSupplier(() -> grant(call, inAll))
                                : turn.back()
                                        .then(passGates(
                                                call, patience, inAll, passed -> takeTurn(call, patience, passed)));
                    }
                });
    }

    private Permit grant(PlannedCall call, Duration waited) {
        var now = time.instant();
        spent.add(call, now);
        hourAhead.asked(call.account(), now);
        left.took(call, now);
        return new Granted(call.units(), waited);
    }

    private Mono<Permit> passGates(PlannedCall call, Duration patience, Duration waited, Then then) {
        return Mono.defer(() -> {
            var broke = daily.find(call.account(), call.work(), call.units(), time.instant());
            if (broke.isPresent()) {
                return Mono.just(broke.get());
            }
            var shut = shut(call);
            if (shut.isEmpty()) {
                return then.after(waited);
            }
            if (waited.plus(shut.get().retryAfter()).compareTo(patience) > 0) {
                return Mono.just(shut.get());
            }
            var pause = shortest(shut.get().retryAfter(), HourAhead.SILENCE);
            return Mono.delay(pause, timer).flatMap(_ -> passGates(call, patience, waited.plus(pause), then));
        });
    }

    /** What keeps a call waiting before it comes to the buckets: a gate of Meta's, or what Meta is going to say. */
    private Optional<Denied> shut(PlannedCall call) {
        return closed(call.account(), call.work())
                .map(gate -> new Denied(gate.gate(), untilOpen(gate), gate.reason()))
                .or(() -> Optional.of(hourAhead.until(call.account(), call.work(), call.units(), time.instant()))
                        .filter(Duration::isPositive)
                        .map(Denied::new));
    }

    /** After a gate has opened calls come back in steps. */
    private Price price(PlannedCall call) {
        var now = time.instant();
        return Price.of(
                call.units(), gates.rateOfAccount(call.account(), call.work(), now), gates.rateOfApp(call.work(), now));
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
