package dev.weekline.report;

import jakarta.inject.Singleton;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.pool.InstrumentedPool;
import reactor.pool.PoolBuilder;

/**
 * Bounds how many connections readers hold side by side, and serves them in the order in which they came. The rest of
 * the pool is left to what stores, and to what keeps leases and the quota.
 */
@Singleton
class ReadLanes {

    private final InstrumentedPool<Integer> lanes;

    ReadLanes(ReadSettings settings) {
        lanes = PoolBuilder.from(Mono.just(0)).sizeBetween(0, settings.atOnce()).buildPool();
    }

    /** Reads when its turn comes. It must not read in another lane meanwhile. */
    <T> Flux<T> take(Publisher<T> reading) {
        return lanes.withPoolable(_ -> reading);
    }
}
