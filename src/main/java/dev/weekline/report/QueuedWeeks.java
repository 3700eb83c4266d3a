package dev.weekline.report;

import dev.weekline.account.Account;
import dev.weekline.account.Accounts;
import dev.weekline.run.Cause;
import dev.weekline.work.Lease;
import dev.weekline.work.WorkQueue;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * Fetches the weeks that readers were promised, also those that were promised by a process that is gone. Those of a
 * paused account wait until it is resumed.
 */
@Singleton
class QueuedWeeks {

    private static final Logger LOG = LoggerFactory.getLogger(QueuedWeeks.class);

    private final WorkQueue queue;
    private final Accounts accounts;
    private final Fetches fetches;
    private final Orders orders;
    private final ReportStore store;
    private final StoredReports stored;
    private final Clock clock;
    private final AtomicBoolean looking = new AtomicBoolean();

    QueuedWeeks(
            WorkQueue queue,
            Accounts accounts,
            Fetches fetches,
            Orders orders,
            ReportStore store,
            StoredReports stored,
            Clock clock) {
        this.queue = queue;
        this.accounts = accounts;
        this.fetches = fetches;
        this.orders = orders;
        this.store = store;
        this.stored = stored;
        this.clock = clock;
    }

    /** Begins to fetch the next week if one is due and there is room; it goes on without a thread of its own. */
    @Scheduled(fixedDelay = "${weekline.fetch.look-every:1s}", initialDelay = "${weekline.fetch.look-every:1s}")
    void begin() {
        if (fetches.hasRoom() && looking.compareAndSet(false, true)) {
            accounts.paused()
                    .map(Account::id)
                    .collectList()
                    .flatMap(paused -> queue.claimNext(clock.instant(), paused))
                    .doFinally(_ -> looking.set(false))
                    .subscribe(this::work, fault -> LOG.debug("The queue could not be looked at", fault));
        }
    }

    /** Begins to look for promises whose work got lost, as after a database was restored from a copy. */
    @Scheduled(fixedDelay = "${weekline.fetch.recover-every:1m}", initialDelay = "${weekline.fetch.recover-every:1m}")
    void beginRecovery() {
        orders.takeUpForgotten()
                .filter(weeks -> weeks > 0)
                .subscribe(
                        weeks -> LOG.warn("{} promised weeks were worked on by nobody; they are queued again", weeks),
                        fault -> LOG.warn("Promises could not be looked through; it is tried again", fault));
    }

    private void work(Lease lease) {
        accounts.find(lease.account().value())
                .flatMap(account -> work(
                        new Errand(
                                account,
                                lease.week(),
                                Cause.named(lease.cause()).orElse(Cause.MISSING),
                                Optional.empty(),
                                Optional.empty(),
                                clock.instant()),
                        lease))
                .switchIfEmpty(Mono.defer(
                        () -> orders.abandon(lease).then(store.drop(lease)).then(Mono.empty())))
                .subscribe(
                        _ -> {}, fault -> LOG.warn("Fetching {} of {} failed", lease.week(), lease.account(), fault));
    }

    /** What has come in another way meanwhile is not fetched again. */
    private Mono<Fetched> work(Errand errand, Lease lease) {
        return stored.lookUp(errand.account(), errand.key())
                .filter(report -> !errand.isForced() && report.isFresh(clock.instant()))
                .flatMap(_ -> store.settle(lease).<Fetched>thenReturn(new Fetched.Elsewhere()))
                .switchIfEmpty(Mono.defer(() -> fetches.work(errand, lease)));
    }
}
