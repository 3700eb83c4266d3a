package dev.weekline.backfill;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weekline.account.Account;
import dev.weekline.account.Accounts;
import dev.weekline.account.Sight;
import dev.weekline.audit.Actor;
import dev.weekline.audit.ChangeLog;
import dev.weekline.backfill.BackfillRows.Standing;
import dev.weekline.database.Lane;
import dev.weekline.problem.ProblemException;
import dev.weekline.problem.ProblemType;
import dev.weekline.work.Operation;
import dev.weekline.work.OperationKind;
import dev.weekline.work.Operations;
import dev.weekline.work.Progress;
import dev.weekline.work.WhichOperation.WithId;
import io.micronaut.runtime.event.annotation.EventListener;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The backfills that somebody has asked for: what they will take, how far they are, and how they end. */
@Singleton
class Backfills {

    private static final Logger LOG = LoggerFactory.getLogger(Backfills.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final OperationKind BACKFILL = new OperationKind("backfill", "backfill");
    private static final int ALL = 100;

    private final BackfillRows rows;
    private final PlanRows plans;
    private final Operations operations;
    private final ChangeLog changes;
    private final QuotaPace pace;
    private final Accounts accounts;
    private final BackfillSettings settings;
    private final Clock clock;

    Backfills(
            BackfillRows rows,
            PlanRows plans,
            Operations operations,
            ChangeLog changes,
            QuotaPace pace,
            Accounts accounts,
            BackfillSettings settings,
            Clock clock) {
        this.rows = rows;
        this.plans = plans;
        this.operations = operations;
        this.changes = changes;
        this.pace = pace;
        this.accounts = accounts;
        this.settings = settings;
        this.clock = clock;
    }

    /** A backfill and how it stands. */
    record Watched(Backfill backfill, Operation operation) {}

    /** What a backfill would take; begins nothing. */
    Mono<Plan> plan(BackfillOrder order) {
        return boundaries(order).flatMap(within -> plan(order, within));
    }

    private Mono<Plan> plan(BackfillOrder order, Boundaries within) {
        return rows.needed(order, within, clock.instant())
                .zipWith(
                        pace.now(),
                        (needed, speed) -> Plan.of(
                                needed, Cost.of(order.sections(), settings.together()), speed, clock.instant()));
    }

    /** Begins a backfill, or answers the one that was asked for in the same words and is under way. */
    Mono<Watched> begin(BackfillOrder order, Actor by) {
        return rows.underWay(order)
                .switchIfEmpty(Mono.defer(() -> beginNew(order, by)))
                .flatMap(this::watched);
    }

    private Mono<Backfill> beginNew(BackfillOrder order, Actor by) {
        return operations
                .begin(BACKFILL, order.accounts(), by.requestId())
                .flatMap(operation -> boundaries(order)
                        .flatMap(within -> plan(order, within)
                                .flatMap(plan -> changes.together(connection -> rows.begin(
                                                connection,
                                                operation.id(),
                                                order,
                                                plan.units(),
                                                within,
                                                clock.instant())
                                        .delayUntil(
                                                begun -> changes.write(connection, by, begun.told("backfill.begun"))))))
                        .flatMap(begun -> refresh().thenReturn(begun))
                        // Somebody else was faster.
                        .switchIfEmpty(Mono.defer(() -> operations
                                .cancelled(new WithId(operation.id()))
                                .then(rows.underWay(order))
                                .switchIfEmpty(Mono.defer(() -> beginNew(order, by))))));
    }

    private Mono<Boundaries> boundaries(BackfillOrder order) {
        return zones(order)
                .map(zones -> Boundaries.between(order.from(), order.to(), zones, clock.instant())
                        .told());
    }

    private Mono<List<ZoneId>> zones(BackfillOrder order) {
        return order.accounts()
                .map(ids -> Flux.fromIterable(ids)
                        .concatMap(id -> accounts.read(id.value(), Sight.OF_ALL))
                        .map(Account::timeZone)
                        .distinct()
                        .collectList())
                .orElseGet(plans::zones);
    }

    /** A backfill, and how it stands now; empty where there is none, or none any more. */
    Mono<Watched> find(UUID id) {
        return refresh().then(rows.find(id)).flatMap(this::watched);
    }

    /** The newest that somebody with that sight may know of. */
    Flux<Watched> newest(int limit, Sight sight) {
        return refresh().thenMany(rows.newest(limit, sight)).concatMap(this::watched);
    }

    /** Ends a backfill; what it has stored stays, and what it is working on is finished. */
    Mono<Watched> cancel(Backfill backfill, Actor by) {
        var id = backfill.id();
        return changes.together(connection -> operations
                        .cancelled(connection, new WithId(id))
                        .filter(cancelled -> cancelled)
                        .flatMap(_ -> rows.finish(connection, id, clock.instant())
                                .then(rows.withdraw(connection, id))
                                .then(changes.write(connection, by, backfill.told("backfill.cancelled")))))
                .then(Mono.defer(() -> watched(backfill)));
    }

    /** Tries anew what a backfill has given up; one that is over begins anew as another. */
    Mono<Watched> requeue(Watched watched, Actor by) {
        var backfill = watched.backfill();
        return watched.operation().state().isOver()
                ? begin(backfill.order(), by)
                : changes.together(connection -> rows.requeue(connection, backfill.id())
                                .then(changes.write(connection, by, backfill.told("backfill.requeued"))))
                        .then(Mono.defer(() -> find(backfill.id())));
    }

    private Mono<Watched> watched(Backfill backfill) {
        return operations
                .find(backfill.id())
                .map(operation -> new Watched(backfill, operation))
                .switchIfEmpty(Mono.error(() -> new ProblemException(
                        ProblemType.NOT_FOUND, "There is no such backfill, or it was over long ago.")));
    }

    /** Tells those who watch. */
    @EventListener
    void stepTaken(StepTaken step) {
        Lane.BACKGROUND
                .of(refresh())
                .subscribe(_ -> {}, fault -> LOG.debug("Progress of backfills was not told", fault));
    }

    /** Writes down how far the backfills under way are, and ends those whose weeks are all stored or given up. */
    Mono<Void> refresh() {
        return rows.standings()
                .collectList()
                .flatMap(standings -> standings.isEmpty()
                        ? Mono.empty()
                        : pace.now()
                                .flatMapMany(speed -> Flux.fromIterable(standings)
                                        .concatMap(
                                                standing -> rows.note(standing).then(tell(standing, speed))))
                                .then());
    }

    private Mono<Boolean> tell(Standing standing, QuotaPace.Pace speed) {
        var backfill = standing.backfill();
        var which = new WithId(backfill.id());
        if (standing.left() == 0) {
            return operations
                    .done(which, result(standing))
                    .flatMap(
                            ended -> rows.finish(backfill.id(), clock.instant()).thenReturn(ended));
        }
        var over = backfill.weeks() - standing.left();
        return operations.progress(
                which,
                new Progress(
                        Math.min(ALL - 1, ALL * over / backfill.weeks()),
                        standing.current(),
                        Optional.of(speed.after(Cost.weeks(backfill.unitsOf(standing.left())), clock.instant()))));
    }

    private static String result(Standing standing) {
        return JSON.createObjectNode()
                .put("weeks", standing.backfill().weeks())
                .put("stored", standing.backfill().weeks() - standing.dead())
                .put("failed", standing.dead())
                .toString();
    }
}
