package dev.weekline.report;

import dev.weekline.meta.MetaAnswer.Failure;
import dev.weekline.work.Heartbeat;
import dev.weekline.work.Held;
import dev.weekline.work.Lease;
import dev.weekline.work.LeaseLostException;
import dev.weekline.work.Leases;
import dev.weekline.work.Notice;
import dev.weekline.work.Notices;
import dev.weekline.work.Resting;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * One fetch of a week in the whole cluster: who has the lease fetches, whoever else wants the week waits for what comes
 * of that, and takes over if the holder dies.
 */
@Singleton
class ClusterFetch {

    private static final Logger LOG = LoggerFactory.getLogger(ClusterFetch.class);

    /** Where no notice comes. */
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    private static final Set<String> REASONS_TO_LOOK = Set.of(Notice.STORED, Notice.FAILED, Notice.RELEASED);

    private final Leases leases;
    private final Heartbeat heartbeat;
    private final Notices notices;
    private final Fetch fetch;
    private final ReportStore store;
    private final Lacking lacking;
    private final Orders orders;
    private final Clock clock;
    private final Scheduler timer;

    @Inject
    ClusterFetch(
            Leases leases,
            Heartbeat heartbeat,
            Notices notices,
            Fetch fetch,
            ReportStore store,
            Lacking lacking,
            Orders orders,
            Clock clock,
            @Named("timer") Optional<Scheduler> timer) {
        this.leases = leases;
        this.heartbeat = heartbeat;
        this.notices = notices;
        this.fetch = fetch;
        this.store = store;
        this.lacking = lacking;
        this.orders = orders;
        this.clock = clock;
        this.timer = timer.orElseGet(Schedulers::parallel);
    }

    /** Fetches the week, or waits for whoever does. */
    Mono<Fetched> take(Errand errand) {
        return leases.take(
                        errand.account().id(), errand.week(), errand.cause().word(), clock.instant(), errand.isForced())
                .flatMap(answer -> switch (answer) {
                    case Lease lease -> work(errand, lease);
                    case Held _ -> await(errand);
                    case Resting(var next, var attempts, var lastError) ->
                        Mono.just(new Fetched.Failed(
                                new Setback(FailureJson.read(lastError.orElse("")), attempts, next)));
                });
    }

    /**
     * Does the work that a lease gives the right to. Where planned work fails, the lease is left to whoever planned it.
     */
    Mono<Fetched> work(Errand errand, Lease lease) {
        return heartbeat
                .during(lease, fetch.take(errand, lease))
                .flatMap(outcome -> switch (outcome) {
                    case Fetch.Stored(var report, var times) -> Mono.<Fetched>just(new Fetched.Taken(report, times));
                    case Fetch.Failed(var failure) -> failed(errand, lease, failure);
                })
                .onErrorResume(LeaseLostException.class, lost -> {
                    LOG.warn("{} of {} is fetched by another replica now", errand.week(), lease.account(), lost);
                    return errand.isPlanned() ? Mono.just(new Fetched.Elsewhere()) : await(errand);
                })
                .onErrorResume(
                        fault -> !(fault instanceof LeaseLostException),
                        fault -> errand.isPlanned()
                                ? Mono.error(fault)
                                : leases.giveBack(lease).onErrorComplete().then(Mono.error(fault)));
    }

    private Mono<Fetched> failed(Errand errand, Lease lease, Failure failure) {
        var next = lacking.retryAt(failure, lease.attempts(), clock.instant());
        var setback = new Setback(failure, lease.attempts() + 1, next);
        if (errand.isPlanned()) {
            return Mono.just(new Fetched.Failed(setback));
        }
        return orders.setBack(errand, setback)
                .flatMap(wanted -> leases.failed(lease, FailureJson.write(failure), next, wanted))
                .thenReturn(new Fetched.Failed(setback));
    }

    /** Waits until the week is free or stored, by notice or by looking now and then. */
    private Mono<Fetched> await(Errand errand) {
        var told = notices.about(errand.account().id(), errand.week())
                .filter(notice -> REASONS_TO_LOOK.contains(notice.kind()));
        return Flux.merge(told, Flux.interval(LOOK_EVERY, timer).onBackpressureDrop())
                .next()
                .then(Mono.defer(() -> store.stamp(errand.key())))
                .filter(stamp ->
                        errand.before().filter(stamp.fetchedAt()::equals).isEmpty())
                .<Fetched>map(_ -> new Fetched.Elsewhere())
                .switchIfEmpty(Mono.defer(() -> take(errand)));
    }
}
