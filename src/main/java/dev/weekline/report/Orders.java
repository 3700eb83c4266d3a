package dev.weekline.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weekline.account.Account;
import dev.weekline.meta.Insights;
import dev.weekline.meta.Section;
import dev.weekline.problem.ProblemException;
import dev.weekline.problem.ProblemType;
import dev.weekline.quota.CallQuota;
import dev.weekline.quota.Work;
import dev.weekline.run.Cause;
import dev.weekline.week.IsoWeek;
import dev.weekline.work.Lease;
import dev.weekline.work.Operation;
import dev.weekline.work.OperationKind;
import dev.weekline.work.Operations;
import dev.weekline.work.Progress;
import dev.weekline.work.WhichOperation.OnWeek;
import dev.weekline.work.WorkQueue;
import io.r2dbc.spi.Connection;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * Weeks that readers were promised: each has an operation to watch and a place in the queue, so that it is fetched
 * whoever leaves and whatever is restarted.
 */
@Singleton
class Orders {

    /** A reader waits, or will come back. */
    static final int READERS = 100;

    private static final Logger LOG = LoggerFactory.getLogger(Orders.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FAMILY = "fetch";
    private static final OperationKind FETCH = new OperationKind("fetch", FAMILY);
    private static final OperationKind REFRESH = new OperationKind("refresh", FAMILY);
    private static final int ALL = 100;
    private static final int FORGOTTEN_AT_ONCE = 100;

    /** After it has begun. */
    private static final Duration SURELY_QUEUED_WITHIN = Duration.ofSeconds(30);

    /** What a fetch takes when nothing has to be waited for. */
    private static final Duration A_FETCH = Duration.ofSeconds(2);

    private final Operations operations;
    private final WorkQueue queue;
    private final CallQuota quota;
    private final Insights insights;
    private final Clock clock;

    Orders(Operations operations, WorkQueue queue, CallQuota quota, Insights insights, Clock clock) {
        this.operations = operations;
        this.queue = queue;
        this.quota = quota;
        this.insights = insights;
        this.clock = clock;
    }

    /**
     * Promises a week; whoever asks again meanwhile is given the same operation.
     *
     * @param setback why it is not there yet, if that is known
     */
    Mono<Operation> place(Errand errand, Optional<Setback> setback) {
        var account = errand.account();
        var kind = errand.isForced() ? REFRESH : FETCH;
        return operations
                .begin(kind, account.id(), errand.week(), errand.requestId())
                .flatMap(operation -> queue.enqueue(
                                account.id(), errand.week(), errand.cause().word(), READERS)
                        .thenReturn(operation))
                .flatMap(operation -> expected(operation, errand, setback));
    }

    /** Queues anew what was promised and is worked on by nobody; tells how many weeks that were. */
    Mono<Long> takeUpForgotten() {
        return operations
                .forgotten(FAMILY, SURELY_QUEUED_WITHIN, FORGOTTEN_AT_ONCE)
                .concatMap(operation -> queue.enqueue(
                                operation.account().orElseThrow(),
                                operation.week().orElseThrow(),
                                causeOf(operation).word(),
                                READERS)
                        .thenReturn(operation))
                .count();
    }

    private static Cause causeOf(Operation operation) {
        return operation.kind().equals(REFRESH) ? Cause.REFRESH : Cause.MISSING;
    }

    /** Ends the operation on a week of an account that is not registered any more. */
    Mono<Boolean> abandon(Lease lease) {
        var problem = new ProblemException(
                ProblemType.UNKNOWN_ACCOUNT, "The account was removed before the week was fetched");
        return operations.failed(
                new OnWeek(FETCH, lease.account(), lease.week()),
                problem.document(
                        "",
                        "/reports/weekly/" + lease.week() + "?account="
                                + lease.account().value()));
    }

    /** What was expected stands until it has come; then there is more to wait for than was known. */
    private Mono<Operation> expected(Operation operation, Errand errand, Optional<Setback> setback) {
        var account = errand.account();
        return operation.eta().filter(clock.instant()::isBefore).isPresent()
                ? Mono.just(operation)
                : eta(account)
                        .map(eta -> later(eta, setback))
                        .flatMap(eta -> operations.expect(which(account, errand.week()), eta))
                        .then(Mono.defer(() -> operations.find(operation.id())))
                        .defaultIfEmpty(operation);
    }

    private static Instant later(Instant eta, Optional<Setback> setback) {
        return setback.map(known -> known.nextAttemptAt().plus(A_FETCH))
                .filter(eta::isBefore)
                .orElse(eta);
    }

    /** When a week of an account that has to wait for its turn will be there. */
    Mono<Instant> eta(Account account) {
        return quota.estimateWait(account.id(), Work.INTERACTIVE, insights.unitsOfWeek())
                .map(wait -> clock.instant().plus(wait).plus(A_FETCH));
    }

    /** Tells whoever watches that a piece of the week is there. It never fails, and nothing waits for it. */
    void arrived(Errand errand, String piece, int pieces) {
        var percent = Math.min(ALL - 1, ALL * pieces / (Section.values().length + 1));
        operations
                .progress(
                        which(errand.account(), errand.week()),
                        new Progress(
                                percent,
                                Optional.of(piece),
                                Optional.of(clock.instant().plus(A_FETCH))))
                .subscribe(_ -> {}, fault -> LOG.debug("Progress of {} was not told", errand.key(), fault));
    }

    /** Ends the operation on a week in the transaction that stores it. */
    Mono<Void> done(Connection connection, ReportKey key) {
        var result = JSON.createObjectNode()
                .put(
                        "report",
                        "/reports/weekly/" + key.week() + "?account="
                                + key.account().value());
        return operations
                .done(connection, new OnWeek(FETCH, key.account(), key.week()), result.toString())
                .then();
    }

    /** Waits on where that helps, and ends the operation where it does not; answers whether the week stays queued. */
    Mono<Boolean> setBack(Errand errand, Setback setback) {
        var which = which(errand.account(), errand.week());
        var incurable = Incurable.of(errand, setback, clock.instant());
        return incurable.isEmpty()
                ? operations.expect(which, setback.nextAttemptAt().plus(A_FETCH))
                : operations
                        .failed(which, ReportProblems.document(incurable.orElseThrow(), errand))
                        .thenReturn(false);
    }

    private static OnWeek which(Account account, IsoWeek week) {
        return new OnWeek(FETCH, account.id(), week);
    }
}
