package dev.weekline.work;

import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.pool.InstrumentedPool;
import reactor.pool.PoolBuilder;

/** Keeps a lease while work goes on, and ends the work when the lease is lost. */
@Singleton
public class Heartbeat {

    private static final Logger LOG = LoggerFactory.getLogger(Heartbeat.class);
    private static final int BEATS_A_LEASE = 3;

    /** Connections for renewals, however many leases are due at the same moment. */
    private static final int RENEWALS_AT_ONCE = 2;

    private final Leases leases;
    private final Duration length;
    private final Duration pause;
    private final Scheduler timer;
    private final InstrumentedPool<Integer> renewals =
            PoolBuilder.from(Mono.just(0)).sizeBetween(0, RENEWALS_AT_ONCE).buildPool();

    @Inject
    Heartbeat(Leases leases, LeaseSettings settings, @Named("timer") Optional<Scheduler> timer) {
        this(leases, settings, timer.orElseGet(Schedulers::parallel));
    }

    Heartbeat(Leases leases, LeaseSettings settings, Scheduler timer) {
        this.leases = leases;
        this.length = settings.length();
        this.pause = length.dividedBy(BEATS_A_LEASE);
        this.timer = timer;
    }

    /**
     * The work, during which the lease is renewed. A renewal that fails while the database is away ends nothing; the
     * next may succeed in time.
     *
     * @return an error signal of {@link LeaseLostException}, and the work is cancelled, when somebody else has the
     *     lease or it has certainly lapsed
     */
    public <T> Mono<T> during(Lease lease, Mono<T> work) {
        return Mono.defer(() -> {
            leases.remember(lease);
            return Mono.firstWithSignal(work, this.<T>loss(lease)).doFinally(_ -> leases.forget(lease));
        });
    }

    /** Never says anything but that the lease is lost. */
    private <T> Mono<T> loss(Lease lease) {
        return Flux.interval(pause, timer)
                .onBackpressureDrop()
                .concatMap(_ -> beat(lease), 0)
                // Longer than a whole lease since the last beat: whatever the database would say, it has lapsed.
                .timeout(length, timer)
                .onErrorMap(TimeoutException.class, _ -> new LeaseLostException(lease))
                .then(Mono.never());
    }

    /** Answers if the lease is ours, fails if it is not, and is silent where that cannot be told. */
    private Mono<Lease> beat(Lease lease) {
        return renewals.withPoolable(_ -> leases.renew(lease))
                .next()
                .timeout(pause, timer)
                .doOnError(fault -> LOG.warn("Lease {} could not be renewed; it is tried again", lease.fence(), fault))
                .onErrorComplete()
                .flatMap(ours ->
                        ours || leases.isEnding(lease) ? Mono.just(lease) : Mono.error(new LeaseLostException(lease)));
    }
}
