package dev.weekline.boot;

import dev.weekline.access.Caller;
import dev.weekline.account.Needs;
import dev.weekline.backfill.LastStep;
import dev.weekline.boot.HealthDetails.BackgroundView;
import dev.weekline.boot.HealthDetails.GateView;
import dev.weekline.boot.HealthDetails.LeasesView;
import dev.weekline.boot.HealthDetails.NoticesView;
import dev.weekline.boot.HealthDetails.QueueView;
import dev.weekline.database.Lane;
import dev.weekline.quota.ClosedGates;
import dev.weekline.work.BackgroundQueue;
import dev.weekline.work.Leases;
import dev.weekline.work.Notices;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/** Puts together what operators are told of the health of the service. */
@Singleton
class OperatorsHealth {

    private static final Logger LOG = LoggerFactory.getLogger(OperatorsHealth.class);

    /** As long as readiness is waited for. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final LastStep step;
    private final Leases leases;
    private final BackgroundQueue queue;
    private final ClosedGates gates;
    private final Notices notices;
    private final DatabaseFacts database;
    private final InstantSource time;

    OperatorsHealth(
            LastStep step,
            Leases leases,
            BackgroundQueue queue,
            ClosedGates gates,
            Notices notices,
            DatabaseFacts database,
            InstantSource time) {
        this.step = step;
        this.leases = leases;
        this.queue = queue;
        this.gates = gates;
        this.notices = notices;
        this.database = database;
        this.time = time;
    }

    /** Whether somebody may be told what concerns all accounts. */
    static boolean isFor(Caller caller) {
        return caller.getRoles().contains(Needs.OPERATE_ALL);
    }

    /** How everything is doing; it is an answer also while the database gives none. */
    Mono<HealthDetails> read() {
        return Lane.KEEPING.of(ifAny(work())
                .flatMap(work -> ifAny(database.read())
                        .map(facts -> new HealthDetails(
                                BackgroundView.of(step),
                                work.map(Waiting::leases).orElse(null),
                                work.map(Waiting::queue).orElse(null),
                                gates.now().stream().map(GateView::of).toList(),
                                NoticesView.of(notices.link()),
                                facts.orElseGet(database::unknown)))));
    }

    private record Waiting(LeasesView leases, QueueView queue) {}

    private Mono<Waiting> work() {
        return queue.workload()
                .flatMap(work -> leases.held()
                        .flatMap(held -> queue.nextDue()
                                .filter(due -> due.isAfter(time.instant()))
                                .map(Optional::of)
                                .defaultIfEmpty(Optional.empty())
                                .map(due -> new Waiting(LeasesView.of(held, work), QueueView.of(work, due)))));
    }

    private static <T> Mono<Optional<T>> ifAny(Mono<T> part) {
        return part.map(Optional::of)
                .timeout(PATIENCE)
                .onErrorResume(fault -> {
                    LOG.debug("A part of the health is not told", fault);
                    return Mono.empty();
                })
                .defaultIfEmpty(Optional.empty());
    }
}
