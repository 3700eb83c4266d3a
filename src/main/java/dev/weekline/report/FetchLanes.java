package dev.weekline.report;

import dev.weekline.account.AccountId;
import io.micronaut.runtime.graceful.GracefulShutdownCapable;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.pool.InstrumentedPool;
import reactor.pool.PoolAcquirePendingLimitException;
import reactor.pool.PoolBuilder;

/**
 * Bounds how many weeks are fetched side by side, in all and of one account, and how many wait for their turn, in the
 * order in which they came. When the service stops, nothing more is begun, and what is under way is waited for.
 */
@Singleton
class FetchLanes implements GracefulShutdownCapable {

    private static final Duration LOOK_EVERY = Duration.ofMillis(50);

    private final FetchSettings settings;
    private final InstrumentedPool<Integer> lanes;
    private final ConcurrentHashMap<AccountId, InstrumentedPool<Integer>> accounts = new ConcurrentHashMap<>();
    private volatile boolean stopping;

    FetchLanes(FetchSettings settings) {
        this.settings = settings;
        this.lanes = lanes(settings.atOnce());
    }

    /**
     * Does the work when its turn comes; {@code full} at once where too many are waiting already, and where its turn
     * comes too late.
     */
    <T> Mono<T> take(AccountId account, Mono<T> work, Mono<T> full) {
        return take(account, work.flux(), full.flux()).next();
    }

    /** The same for work that comes to more than one thing. */
    <T> Flux<T> take(AccountId account, Flux<T> work, Flux<T> full) {
        var own = accounts.computeIfAbsent(account, _ -> lanes(settings.atOnceOfAccount()));
        // First the account's, so that nobody who waits for it keeps others from theirs.
        return own.withPoolable(_ -> lanes.withPoolable(_ -> stopping ? full : work))
                .onErrorResume(PoolAcquirePendingLimitException.class, _ -> full);
    }

    /** Whether a lane is free now. */
    boolean hasRoom() {
        return !stopping && lanes.metrics().acquiredSize() < settings.atOnce();
    }

    @Override
    public CompletionStage<?> shutdownGracefully() {
        stopping = true;
        return Flux.interval(Duration.ZERO, LOOK_EVERY)
                .onBackpressureDrop()
                .filter(_ -> lanes.metrics().acquiredSize() == 0)
                .next()
                .toFuture();
    }

    @Override
    public OptionalLong reportActiveTasks() {
        return OptionalLong.of(lanes.metrics().acquiredSize());
    }

    private InstrumentedPool<Integer> lanes(int most) {
        return PoolBuilder.from(Mono.just(0))
                .sizeBetween(0, most)
                .maxPendingAcquire(settings.waiting())
                .buildPool();
    }
}
