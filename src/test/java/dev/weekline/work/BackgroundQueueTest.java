package dev.weekline.work;

import static dev.weekline.work.WorkRig.BELMONTE;
import static dev.weekline.work.WorkRig.LUMEN;
import static dev.weekline.work.WorkRig.WEEK;
import static dev.weekline.work.WorkRig.told;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weekline.account.AccountId;
import dev.weekline.boot.TestDatabase;
import dev.weekline.week.IsoWeek;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

class BackgroundQueueTest {

    private static final TestDatabase.Fresh DATABASE = TestDatabase.fresh();
    private static final WorkRig RIG = new WorkRig(DATABASE);
    private static final Instant NOW = Instant.parse("2025-09-29T08:00:00Z");
    private static final Instant LATER = NOW.plus(Duration.ofHours(1));

    private final Leases leases = RIG.bean(Leases.class);
    private final WorkQueue readers = RIG.bean(WorkQueue.class);
    private final BackgroundQueue queue = RIG.bean(BackgroundQueue.class);

    @AfterAll
    static void stop() {
        RIG.close();
        DATABASE.close();
    }

    @BeforeEach
    void clear() {
        RIG.execute("TRUNCATE week_work, account_work");
    }

    @Test
    void theEarliestTurnComesFirst() {
        plan(BELMONTE, WEEK, 30);
        plan(LUMEN, WEEK, 10);
        plan(BELMONTE, WEEK.previous(), 20);

        assertThat(List.of(done(claim()), done(claim()), done(claim())))
                .containsExactly(LUMEN + " " + WEEK, BELMONTE + " " + WEEK.previous(), BELMONTE + " " + WEEK);
        assertThat(claim()).isNull();
    }

    @Test
    void anAccountIsWorkedOnByOneWorkerAtATime() {
        plan(BELMONTE, WEEK, 10);
        plan(BELMONTE, WEEK.previous(), 11);
        plan(LUMEN, WEEK, 90);

        assertThat(claim()).extracting(Lease::account).isEqualTo(BELMONTE);
        assertThat(claim()).extracting(Lease::account).isEqualTo(LUMEN);
        assertThat(claim()).isNull();
    }

    @Test
    void aWorkerThatDiedIsReplacedWhenItsLeaseLapses() {
        plan(BELMONTE, WEEK, 10);
        var dead = leased(claim());
        RIG.pass(Duration.ofSeconds(31));

        var heir = leased(claim());

        assertThat(heir.week()).isEqualTo(WEEK);
        assertThat(heir.fence()).isGreaterThan(dead.fence());
        assertThat(told(queue.failed(dead, "{}", LATER, true))).isFalse();
        assertThat(told(queue.putBack(heir))).isTrue();
    }

    @Test
    void workersThatClaimAtTheSameTimeNeverShareAnAccount() {
        for (var number = 0; number < 20; number++) {
            for (var back = 0; back < 5; back++) {
                plan(new AccountId("act_1" + number), WEEK.plus(-back), back);
            }
        }
        var replicas = IntStream.range(0, 4)
                .mapToObj(_ -> new BackgroundQueue(RIG.bean(Statements.class), RIG.another(), WorkRig.SETTINGS))
                .toList();

        var claimed = told(Flux.range(0, 100)
                .flatMap(number -> replicas.get(number % 4).claim(NOW), 16)
                .collectList());

        assertThat(claimed).hasSizeBetween(10, 20).extracting(Lease::account).doesNotHaveDuplicates();
        assertThat(claimed).extracting(Lease::fence).doesNotHaveDuplicates();
    }

    @Test
    void whatHasFailedRestsAndThenTakesItsTurnAgain() {
        plan(BELMONTE, WEEK, 10);
        told(queue.failed(leased(claim()), "{\"why\": \"no\"}", LATER, false));

        assertThat(claim()).isNull();
        assertThat(told(queue.nextDue())).isEqualTo(LATER);
        var again = leased(queue.claim(LATER).block());
        assertThat(again.attempts()).isOne();
    }

    @Test
    void whatIsDeadIsKeptWithItsReasonAndLeftAlone() {
        plan(BELMONTE, WEEK, 10);
        told(queue.failed(leased(claim()), "{\"why\": \"no\"}", NOW, true));

        assertThat(queue.claim(NOW.plus(Duration.ofDays(3_650))).block()).isNull();
        assertThat(RIG.query("SELECT last_error ->> 'why' FROM week_work WHERE dead_at IS NOT NULL"))
                .containsExactly("no");
        assertThat(told(queue.workload()).dead()).isOne();
    }

    @Test
    void anAccountThatRestsIsPassedOver() {
        plan(BELMONTE, WEEK, 10);
        plan(LUMEN, WEEK, 20);
        queue.rest(BELMONTE, LATER, "its token is dead", true).block();

        assertThat(claim()).extracting(Lease::account).isEqualTo(LUMEN);
        assertThat(claim()).isNull();
        assertThat(told(queue.failuresOf(BELMONTE))).isOne();

        queue.awake(BELMONTE).block();
        assertThat(claim()).extracting(Lease::account).isEqualTo(BELMONTE);
        assertThat(told(queue.failuresOf(BELMONTE))).isZero();
    }

    @Test
    void whatAReaderAsksForIsNotHeldUpByWhatTheBackgroundHasFailed() {
        plan(BELMONTE, WEEK, 10);
        told(queue.failed(leased(claim()), "{}", LATER, true));

        assertThat(told(leases.take(BELMONTE, WEEK, "missing", NOW, false)))
                .isInstanceOfSatisfying(
                        Lease.class, lease -> assertThat(lease.attempts()).isZero());
    }

    @Test
    void aPlannedWeekThatAReaderIsPromisedIsTheReadersFromThenOn() {
        plan(BELMONTE, WEEK, 10);
        told(queue.failed(leased(claim()), "{}", LATER, true));
        readers.enqueue(BELMONTE, WEEK, "missing", 100).block();

        assertThat(claim()).isNull();
        var lease = leased(readers.claimNext(NOW, List.of()).block());
        assertThat(lease.attempts()).isZero();
        assertThat(lease.cause()).isEqualTo("missing");
    }

    @Test
    void aFailureOfTheBackgroundDoesNotCountWhenAReaderHasAskedMeanwhile() {
        plan(BELMONTE, WEEK, 10);
        var lease = leased(claim());
        readers.enqueue(BELMONTE, WEEK, "missing", 100).block();
        told(queue.failed(lease, "{}", LATER, true));

        assertThat(told(readers.state(BELMONTE, WEEK)))
                .satisfies(state -> assertThat(state.attempts()).isZero())
                .satisfies(state -> assertThat(state.next()).isBefore(NOW));
        assertThat(readers.claimNext(NOW, List.of()).block()).isNotNull();
    }

    @Test
    void neighboursAreTheWeeksSideBySideAsManyAsTheAccountIsGoodFor() {
        for (var back = 0; back < 8; back++) {
            if (back != 6) {
                plan(BELMONTE, WEEK.plus(-back), 10 + back);
            }
        }
        var first = leased(claim());
        queue.narrow(BELMONTE, 3).block();

        assertThat(told(queue.claimNeighbours(first, 26, NOW).collectList()))
                .extracting(Lease::week)
                .containsExactlyInAnyOrder(WEEK.previous(), WEEK.plus(-2));

        queue.widen(BELMONTE).block();
        assertThat(told(queue.claimNeighbours(first, 26, NOW).collectList())).isEmpty();
        RIG.execute("UPDATE week_work SET lease_holder = NULL, lease_until = NULL WHERE week_start < '2025-09-22'");
        assertThat(told(queue.claimNeighbours(first, 26, NOW).collectList()))
                .extracting(Lease::week)
                .containsExactlyInAnyOrder(WEEK.previous(), WEEK.plus(-2), WEEK.plus(-3), WEEK.plus(-4), WEEK.plus(-5));
    }

    @Test
    void readersAreNotGivenWhatWasPlanned() {
        plan(BELMONTE, WEEK, 10);

        assertThat(readers.claimNext(LATER, List.of()).block()).isNull();
        assertThat(told(queue.workload()).queued()).isOne();
    }

    private @Nullable Lease claim() {
        return queue.claim(NOW).block();
    }

    private String done(@Nullable Lease claimed) {
        var lease = leased(claimed);
        queue.drop(lease).block();
        return lease.account() + " " + lease.week();
    }

    private static Lease leased(@Nullable Lease claimed) {
        return Objects.requireNonNull(claimed);
    }

    private static void plan(AccountId account, IsoWeek week, int minute) {
        RIG.execute("""
                INSERT INTO account_work (account_id) VALUES ('%1$s') ON CONFLICT DO NOTHING;
                INSERT INTO week_work (account_id, week_start, cause, queued, background, turn)
                VALUES ('%1$s', '%2$s', 'backfill', true, true, timestamptz '2025-09-29 00:00Z' + %3$d * interval '1 minute')
                """.formatted(account, week.monday(), minute));
    }
}
