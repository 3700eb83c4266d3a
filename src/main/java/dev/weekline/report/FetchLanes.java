package dev.weekline.report;

import jakarta.inject.Singleton;
import reactor.core.publisher.Mono;
import reactor.pool.InstrumentedPool;
import reactor.pool.PoolAcquirePendingLimitException;
import reactor.pool.PoolBuilder;

/** Bounds how many weeks are fetched side by side and how many wait for their turn, in the order in which they came. */
@Singleton
class FetchLanes {

    private final InstrumentedPool<Integer> lanes;

    FetchLanes(FetchSettings settings) {
        this.lanes = PoolBuilder.from(Mono.just(0))
                .sizeBetween(0, settings.atOnce())
                .maxPendingAcquire(settings.waiting())
                .buildPool();
    }

    /** Does the work when its turn comes; {@code full} at once where too many are waiting already. */
    <T> Mono<T> take(Mono<T> work, Mono<T> full) {
        return lanes.withPoolable(_ -> work).next().onErrorResume(PoolAcquirePendingLimitException.class, _ -> full);
    }
}
