package dev.weekline.report;

import dev.weekline.problem.ProblemException;
import dev.weekline.problem.ProblemType;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.pool.InstrumentedPool;
import reactor.pool.PoolAcquirePendingLimitException;
import reactor.pool.PoolBuilder;

/**
 * Bounds how many connections readers hold side by side, and serves them in the order in which they came. The rest of
 * the pool is left to what stores, and to what keeps leases and the quota.
 */
@Singleton
class ReadLanes {

    private static final Duration SOON = Duration.ofSeconds(2);

    private final InstrumentedPool<Integer> lanes;

    ReadLanes(ReadSettings settings) {
        lanes = PoolBuilder.from(Mono.just(0))
                .sizeBetween(0, settings.atOnce())
                .maxPendingAcquire(settings.waiting())
                .buildPool();
    }

    /**
     * Reads when its turn comes. It must not read in another lane meanwhile.
     *
     * @return an error signal of {@link ProblemException} where too many wait already
     */
    <T> Flux<T> take(Publisher<T> reading) {
        return lanes.withPoolable(_ -> reading).onErrorMap(PoolAcquirePendingLimitException.class, _ -> crowded());
    }

    private static ProblemException crowded() {
        return new ProblemException(ProblemType.TOO_MANY_REQUESTS, "More readers wait than can be served at the moment")
                .withRetryAfter(SOON);
    }
}
