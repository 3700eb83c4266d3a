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
import reactor.util.function.Tuple2;

/**
 * The quota that all replicas share, in the database. While that is away, each process spends a quarter of it from
 * buckets of its own, on what somebody waits for; other work waits until it is back.
 */
@Singleton
final class TokenBuckets {

    private static final Denied AWAY = new Denied(
            Gate.OURS,
            Duration.ofSeconds(5),
            "The database that holds the quota cannot be reached, so only urgent calls are made");

    private final BothLevels shared;
    private final BothLevels own;
    private final Outage outage = new Outage();
    private final Scheduler timer;

    @Inject
    TokenBuckets(
            LearnedSizes sizes,
            QuotaSettings settings,
            SharedBuckets shared,
            InstantSource time,
            @Named("timer") Optional<Scheduler> timer) {
        this(sizes, new Reserve(settings.reserve()), shared, time, timer.orElseGet(Schedulers::parallel));
    }

    /** Buckets that stay as they are. */
    TokenBuckets(QuotaSettings app, QuotaSettings account, Buckets shared, InstantSource time, Scheduler timer) {
        this(id -> BucketSize.of(id.isPresent() ? account : app), new Reserve(app.reserve()), shared, time, timer);
    }

    TokenBuckets(Sizes sizes, Reserve reserve, Buckets shared, InstantSource time, Scheduler timer) {
        this.shared = new BothLevels(shared, sizes, reserve);
        this.own = new BothLevels(
                new OwnBuckets(new ServiceTime(time)), id -> sizes.of(id).quarter(), reserve);
        this.timer = timer;
    }

    /** Waits for units of both levels, as {@link CallQuota#take} says. */
    Mono<Permit> take(AccountId account, Work work, int units, Duration patience) {
        requirePositive(units);
        return turn(account, work, Price.of(units), patience).map(Turn::permit);
    }

    /** Waits for what a call takes of either level; that may be given back. */
    Mono<Turn> turn(AccountId account, Work work, Price price, Duration patience) {
        return switch (work) {
            case INTERACTIVE -> takeTurn(account, price, patience);
            case BACKGROUND -> takeRoom(account, price, patience, Duration.ZERO);
        };
    }

    /** How long calls of so many units together would have to wait; takes nothing. */
    Mono<Duration> estimateWait(AccountId account, Work work, int units) {
        requirePositive(units);
        return outage.answer(
                shared.waitFor(account, work, units),
                switch (work) {
                    case INTERACTIVE -> own.waitFor(account, work, units);
                    case BACKGROUND -> Mono.just(AWAY.retryAfter());
                });
    }

    /** What the bucket of an account holds and what that of the app does. */
    Mono<Tuple2<Level, Level>> levels(AccountId account) {
        return outage.answer(shared.levels(account), own.levels(account));
    }

    /** What the bucket of the app holds, then that of an account. */
    Mono<List<BucketState>> states(List<AccountId> accounts) {
        return outage.answer(shared.states(accounts), own.states(accounts));
    }

    /** Whether the shared buckets were out of reach when they were last asked. */
    boolean isAlone() {
        return outage.isOn();
    }

    /** Somebody waits: takes a turn and waits until it comes. */
    private Mono<Turn> takeTurn(AccountId account, Price price, Duration patience) {
        return outage.answer(shared.takeTurn(account, price, patience), own.takeTurn(account, price, patience))
                .flatMap(this::inTurn);
    }

    /**
     * Nobody waits: looks, and looks again when there may be room. What it waits for is anybody's until it is taken.
     */
    private Mono<Turn> takeRoom(AccountId account, Price price, Duration patience, Duration waited) {
        return outage.answer(shared.takeRoom(account, price), Mono.just(Turn.denied(AWAY)))
                .flatMap(turn -> switch (turn.permit()) {
                    case Granted granted -> Mono.just(new Turn(new Granted(granted.units(), waited), turn.back()));
                    case Denied denied
                    when denied.equals(AWAY) || isTooLate(denied, waited, patience) -> Mono.just(turn);
                    case Denied denied -> {
                        var pause = denied.retryAfter();
                        yield Mono.delay(pause, timer)
                                .flatMap(_ -> takeRoom(account, price, patience, waited.plus(pause)));
                    }
                });
    }

    private static boolean isTooLate(Denied denied, Duration waited, Duration patience) {
        return waited.plus(denied.retryAfter()).compareTo(patience) > 0;
    }

    private Mono<Turn> inTurn(Turn turn) {
        return turn.permit() instanceof Granted granted && granted.waited().isPositive()
                ? Mono.delay(granted.waited(), timer).thenReturn(turn)
                : Mono.just(turn);
    }

    private static void requirePositive(int units) {
        if (units < 1) {
            throw new IllegalArgumentException("A call costs 1 unit or more, not " + units);
        }
    }
}
