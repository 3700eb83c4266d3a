package dev.weekline.work;

import static dev.weekline.work.WorkRig.BELMONTE;
import static dev.weekline.work.WorkRig.LUMEN;
import static dev.weekline.work.WorkRig.SETTINGS;
import static dev.weekline.work.WorkRig.WEEK;
import static dev.weekline.work.WorkRig.told;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weekline.account.AccountId;
import dev.weekline.boot.TestDatabase;
import dev.weekline.week.IsoWeek;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

/** The queue in a real database. */
class WorkQueueTest {

    private static final TestDatabase.Fresh DATABASE = TestDatabase.fresh();
    private static final WorkRig RIG = new WorkRig(DATABASE);

    private final Leases leases = RIG.another();
    private final WorkQueue queue = RIG.queueOf(leases);

    @AfterAll
    static void stop() {
        RIG.close();
        DATABASE.close();
    }

    @BeforeEach
    void clear() {
        RIG.execute("TRUNCATE week_work");
    }

    @Test
    void theHighestPriorityComesFirstAndThenTheOldest() {
        enqueue(BELMONTE, WEEK.plus(-3), 1);
        RIG.pass(Duration.ofSeconds(1));
        enqueue(BELMONTE, WEEK.plus(-2), 9);
        RIG.pass(Duration.ofSeconds(1));
        enqueue(LUMEN, WEEK.plus(-1), 9);

        assertThat(List.of(claim().week(), claim().week(), claim().week()))
                .containsExactly(WEEK.plus(-2), WEEK.plus(-1), WEEK.plus(-3));
        assertThat(queue.claimNext(List.of()).block()).isNull();
    }

    @Test
    void aWeekIsQueuedOnceWithTheHighestPriorityAskedFor() {
        enqueue(BELMONTE, WEEK, 3);
        queue.enqueue(BELMONTE, WEEK, "asked", 7).block();
        enqueue(BELMONTE, WEEK, 5);

        var state = told(queue.state(BELMONTE, WEEK));
        assertThat(state.priority()).isEqualTo(7);
        assertThat(state.cause()).isEqualTo("asked");
        assertThat(RIG.query("SELECT count(*) FROM week_work")).containsExactly("1");
    }

    @Test
    void replicasThatClaimAtTheSameTimeGetDifferentWeeks() {
        for (var back = 0; back < 40; back++) {
            enqueue(BELMONTE, WEEK.plus(-back), 0);
        }
        var replicas =
                IntStream.range(0, 4).mapToObj(_ -> RIG.queueOf(RIG.another())).toList();

        var claimed = told(Flux.range(0, 60)
                .flatMap(number -> replicas.get(number % 4).claimNext(List.of()), 16)
                .collectList());

        assertThat(claimed).hasSizeLessThanOrEqualTo(40).extracting(Lease::week).doesNotHaveDuplicates();
        assertThat(claimed).extracting(Lease::fence).doesNotHaveDuplicates();
        assertThat(RIG.query("SELECT count(*) FROM week_work WHERE lease_holder IS NOT NULL"))
                .containsExactly(Integer.toString(claimed.size()));
    }

    @Test
    void aWeekThatSomebodyHoldsIsNotClaimedUntilItsLeaseLapses() {
        enqueue(BELMONTE, WEEK, 0);
        var first = claim();
        assertThat(queue.claimNext(List.of()).block()).isNull();

        RIG.pass(SETTINGS.length());

        assertThat(claim().fence()).isGreaterThan(first.fence());
    }

    @Test
    void aWeekThatFailedComesBackWhenItIsDue() {
        enqueue(BELMONTE, WEEK, 0);
        told(leases.failed(claim(), "{}", Duration.ofMinutes(1), true));
        assertThat(queue.claimNext(List.of()).block()).isNull();
        enqueue(BELMONTE, WEEK, 100);
        assertThat(queue.claimNext(List.of()).block()).isNull();

        RIG.pass(Duration.ofMinutes(1));

        assertThat(claim().attempts()).isOne();
    }

    @Test
    void aWeekThatIsNotToBeTriedAgainLeavesTheQueueAndIsRemembered() {
        enqueue(BELMONTE, WEEK, 0);
        told(leases.failed(claim(), "{}", Duration.ZERO, false));

        assertThat(queue.claimNext(List.of()).block()).isNull();
        assertThat(told(queue.state(BELMONTE, WEEK)).attempts()).isOne();
    }

    @Test
    void whatAReaderHasTakenIsQueuedAllTheSame() {
        var lease = (Lease) told(leases.take(BELMONTE, WEEK, "missing", false));
        enqueue(BELMONTE, WEEK, 0);
        assertThat(queue.claimNext(List.of()).block()).isNull();
        assertThat(told(leases.renew(lease))).isTrue();

        told(leases.giveBack(lease));

        assertThat(claim().week()).isEqualTo(WEEK);
    }

    @Test
    void weeksOfAccountsThatAreNotWantedStay() {
        enqueue(BELMONTE, WEEK, 9);
        enqueue(LUMEN, WEEK, 1);

        assertThat(told(queue.claimNext(List.of(BELMONTE))).account()).isEqualTo(LUMEN);
        assertThat(queue.claimNext(List.of(BELMONTE, LUMEN)).block()).isNull();
    }

    @Test
    void theStateTellsWhatIsGoingOn() {
        assertThat(queue.state(BELMONTE, WEEK).block()).isNull();
        enqueue(BELMONTE, WEEK, 4);
        var lease = claim();
        assertThat(told(queue.state(BELMONTE, WEEK)).running()).isTrue();

        told(leases.failed(lease, "{\"a\": 1}", Duration.ofMinutes(2), true));

        var state = told(queue.state(BELMONTE, WEEK));
        assertThat(state.running()).isFalse();
        assertThat(state.pause()).isPositive().isLessThanOrEqualTo(Duration.ofMinutes(2));
        assertThat(state.lastError()).contains("{\"a\": 1}");
        assertThat(state.attempts()).isOne();
    }

    private void enqueue(AccountId account, IsoWeek week, int priority) {
        queue.enqueue(account, week, "missing", priority).block();
    }

    private Lease claim() {
        return told(queue.claimNext(List.of()));
    }
}
