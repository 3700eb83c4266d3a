package dev.weekline.work;

import static dev.weekline.work.WorkRig.BELMONTE;
import static dev.weekline.work.WorkRig.LUMEN;
import static dev.weekline.work.WorkRig.WEEK;
import static dev.weekline.work.WorkRig.told;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weekline.boot.TestDatabase;
import dev.weekline.work.WhichOperation.OnWeek;
import dev.weekline.work.WhichOperation.WithId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Operations in a real database. */
class OperationsTest {

    private static final OperationKind REFRESH = new OperationKind("refresh", "report");
    private static final OperationKind FETCH = new OperationKind("fetch", "report");
    private static final OperationKind BACKFILL = new OperationKind("backfill", "backfill");

    private static final TestDatabase.Fresh DATABASE = TestDatabase.fresh();
    private static final WorkRig RIG = new WorkRig(DATABASE);

    private final Operations operations = RIG.bean(Operations.class);

    @AfterAll
    static void stop() {
        RIG.close();
        DATABASE.close();
    }

    @BeforeEach
    void clear() {
        RIG.execute("TRUNCATE operation");
    }

    @Test
    void anOperationBeginsQueuedAndIsFound() {
        var begun = begin(REFRESH);

        assertThat(begun.state()).isEqualTo(OperationState.QUEUED);
        assertThat(begun.percent()).isZero();
        assertThat(begun.requestId()).contains("r-1");
        assertThat(begun.id().version()).isEqualTo(7);
        assertThat(told(operations.find(begun.id()))).isEqualTo(begun);
        assertThat(operations.find(UUID.randomUUID()).block()).isNull();
    }

    @Test
    void ofOneFamilyAndWeekOneIsUnderWay() {
        var first = begin(REFRESH);

        assertThat(begin(FETCH)).isEqualTo(first);
        assertThat(told(operations.begin(REFRESH, LUMEN, WEEK, Optional.empty()))
                        .id())
                .isNotEqualTo(first.id());
        assertThat(begin(new OperationKind("export", "export")).id()).isNotEqualTo(first.id());

        told(operations.cancelled(new WithId(first.id())));
        assertThat(begin(REFRESH).id()).isNotEqualTo(first.id());
    }

    @Test
    void manyWhoBeginAtOnceGetTheSame() {
        var begun = told(Flux.range(0, 60)
                .flatMap(_ -> operations.begin(REFRESH, BELMONTE, WEEK, Optional.empty()), 60)
                .map(Operation::id)
                .collectList());

        assertThat(begun).hasSize(60);
        assertThat(new HashSet<>(begun)).hasSize(1);
    }

    @Test
    void oneIsForgottenWhoseWeekNobodyWorksOnOrIsGoingTo() {
        RIG.execute("TRUNCATE week_work");
        var queued = begin(REFRESH);
        var lost = told(operations.begin(FETCH, LUMEN, WEEK, Optional.empty()));
        told(RIG.bean(WorkQueue.class).enqueue(BELMONTE, WEEK, "refresh", 100).thenReturn(true));

        assertThat(forgotten()).as("has only just begun").isEmpty();
        RIG.execute("UPDATE operation SET updated_at = now() - interval '2 minutes'");
        assertThat(forgotten()).containsExactly(lost.id());

        told(RIG.bean(Leases.class).take(LUMEN, WEEK, "missing", Instant.now(), false));
        assertThat(forgotten()).as("is worked on").isEmpty();
        RIG.execute("UPDATE week_work SET queued = false, lease_holder = NULL, lease_until = NULL");
        assertThat(forgotten()).containsExactly(queued.id(), lost.id());
        RIG.execute("TRUNCATE week_work");
    }

    private List<UUID> forgotten() {
        return told(operations
                .forgotten(REFRESH.family(), Duration.ofMinutes(1), 10)
                .map(Operation::id)
                .collectList());
    }

    @Test
    void thoseOnMoreThanOneWeekDoNotMeet() {
        var first = told(operations.begin(BACKFILL, Optional.empty(), Optional.empty()));

        assertThat(told(operations.begin(BACKFILL, Optional.empty(), Optional.empty()))
                        .id())
                .isNotEqualTo(first.id());
        assertThat(first.account()).isEmpty();
        assertThat(first.week()).isEmpty();
    }

    @Test
    void progressIsToldAndNeverFalls() {
        var id = new WithId(begin(REFRESH).id());
        var eta = Instant.parse("2025-09-29T08:01:00Z");

        told(operations.progress(id, new Progress(40, Optional.of("placements"), Optional.of(eta))));
        told(operations.progress(id, new Progress(30, Optional.of("daily"), Optional.empty())));

        var seen = told(operations.find(id.id()));
        assertThat(seen.state()).isEqualTo(OperationState.RUNNING);
        assertThat(seen.percent()).isEqualTo(40);
        assertThat(seen.current()).contains("daily");
        assertThat(seen.eta()).isEmpty();
        assertThatThrownBy(() -> new Progress(101, Optional.empty(), Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whoDoesTheWorkEndsTheOperationWithoutKnowingIt() {
        var begun = begin(REFRESH);
        var onWeek = new OnWeek(FETCH, BELMONTE, WEEK);
        told(operations.progress(onWeek, new Progress(10, Optional.of("totals"), Optional.of(Instant.EPOCH))));

        boolean wasUnderWay = told(RIG.inTransaction(
                connection -> operations.done(connection, onWeek, "{\"report\": \"/reports/weekly/2025-W39\"}")));

        assertThat(wasUnderWay).isTrue();
        var seen = told(operations.find(begun.id()));
        assertThat(seen.state()).isEqualTo(OperationState.DONE);
        assertThat(seen.percent()).isEqualTo(100);
        assertThat(seen.result()).contains("{\"report\": \"/reports/weekly/2025-W39\"}");
        assertThat(seen.current()).isEmpty();
        assertThat(seen.eta()).isEmpty();
        assertThat(seen.finishedAt()).isPresent();
        assertThat(told(operations.done(onWeek, "{}"))).isFalse();
    }

    @Test
    void whatIsOverNeverChangesAgain() {
        var id = new WithId(begin(REFRESH).id());
        told(operations.failed(id, "{\"status\": 503}"));
        var over = told(operations.find(id.id()));

        assertThat(told(operations.progress(id, new Progress(50, Optional.empty(), Optional.empty()))))
                .isFalse();
        assertThat(told(operations.done(id, "{}"))).isFalse();
        assertThat(told(operations.cancelled(id))).isFalse();

        assertThat(told(operations.find(id.id()))).isEqualTo(over);
        assertThat(over.problem()).contains("{\"status\": 503}");
    }

    @Test
    void aTransactionThatFailsEndsNoOperation() {
        var id = new WithId(begin(REFRESH).id());

        assertThatThrownBy(() -> RIG.inTransaction(connection ->
                                operations.done(connection, id, "{}").then(Mono.error(new IllegalStateException("no"))))
                        .block())
                .hasMessageContaining("no");

        assertThat(told(operations.find(id.id())).state()).isEqualTo(OperationState.QUEUED);
    }

    @Test
    void onlyWhatWasOverLongAgoIsSwept() {
        var old = begin(REFRESH);
        told(operations.done(new WithId(old.id()), "{}"));
        var running = begin(REFRESH);
        RIG.execute("UPDATE operation SET created_at = now() - interval '90 days'");
        RIG.execute("UPDATE operation SET finished_at = now() - interval '29 days' WHERE finished_at IS NOT NULL");
        assertThat(told(operations.sweep())).isZero();

        RIG.execute("UPDATE operation SET finished_at = now() - interval '31 days' WHERE finished_at IS NOT NULL");
        RIG.execute("""
                INSERT INTO operation (operation_id, kind, family, state, finished_at)
                SELECT gen_random_uuid(), 'refresh', 'report', 'done', now() - interval '40 days'
                FROM generate_series(1, 1200)
                """);

        assertThat(told(operations.sweep())).isEqualTo(1201);
        assertThat(operations.find(old.id()).block()).isNull();
        assertThat(told(operations.find(running.id()))).isNotNull();
    }

    private Operation begin(OperationKind kind) {
        return told(operations.begin(kind, BELMONTE, WEEK, Optional.of("r-1")));
    }
}
