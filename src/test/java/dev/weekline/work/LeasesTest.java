package dev.weekline.work;

import static dev.weekline.work.WorkRig.BELMONTE;
import static dev.weekline.work.WorkRig.LUMEN;
import static dev.weekline.work.WorkRig.SETTINGS;
import static dev.weekline.work.WorkRig.WEEK;
import static dev.weekline.work.WorkRig.told;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weekline.boot.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Leases of several processes on one real database. */
class LeasesTest {

    private static final String ERROR = "{\"why\": \"throttled\"}";

    private static final TestDatabase.Fresh DATABASE = TestDatabase.fresh();
    private static final WorkRig RIG = new WorkRig(DATABASE);

    private final Leases leases = RIG.another();
    private final Leases others = RIG.another();

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
    void ofAHundredTakersInTenProcessesOneWins() {
        var processes = IntStream.range(0, 10).mapToObj(_ -> RIG.another()).toList();

        for (var round = 0; round < 5; round++) {
            RIG.execute(round % 2 == 0 ? "DELETE FROM week_work" : "UPDATE week_work SET lease_until = now()");
            var answers = told(Flux.range(0, 100)
                    .flatMap(
                            taker -> processes.get(taker % 10).take(BELMONTE, WEEK, "missing", Instant.now(), false),
                            100)
                    .collectList());

            assertThat(answers).hasSize(100);
            assertThat(answers.stream().filter(Lease.class::isInstance)).hasSize(1);
            assertThat(answers.stream().filter(Held.class::isInstance)).hasSize(99);
        }
    }

    @Test
    void whoComesSecondIsToldWhereTheFirstIsAndForHowLongAtMost() {
        take(leases);

        var here = (Held) told(leases.take(BELMONTE, WEEK, "missing", Instant.now(), false));
        var elsewhere = (Held) told(others.take(BELMONTE, WEEK, "missing", Instant.now(), true));

        assertThat(here.here()).isTrue();
        assertThat(elsewhere.here()).isFalse();
        assertThat(List.of(here.atMost(), elsewhere.atMost()))
                .allSatisfy(left -> assertThat(left).isPositive().isLessThanOrEqualTo(SETTINGS.length()));
    }

    @Test
    void weeksAndAccountsHaveLeasesOfTheirOwn() {
        take(leases);

        assertThat(told(others.take(LUMEN, WEEK, "missing", Instant.now(), false)))
                .isInstanceOf(Lease.class);
        assertThat(told(others.take(BELMONTE, WEEK.previous(), "missing", Instant.now(), false)))
                .isInstanceOf(Lease.class);
    }

    @Test
    void aLapsedLeaseIsTakenOverWithAHigherNumber() {
        var first = take(leases);
        RIG.pass(SETTINGS.length());

        var second = take(others);

        assertThat(second.fence()).isGreaterThan(first.fence());
        assertThat(told(leases.renew(first))).isFalse();
        assertThat(told(leases.failed(first, ERROR, Instant.now(), true))).isFalse();
        assertThat(told(leases.giveBack(first))).isFalse();
        assertThat(told(others.renew(second))).isTrue();
    }

    @Test
    void theNumberRisesEvenWhenTheRowHasGoneBetween() {
        var first = take(leases);
        RIG.inTransaction(connection -> leases.done(connection, first)).block();
        assertThat(RIG.query("SELECT count(*) FROM week_work")).containsExactly("0");

        assertThat(take(others).fence()).isGreaterThan(first.fence());
    }

    @Test
    void aRenewedLeaseLastsAgain() {
        var lease = take(leases);
        RIG.pass(SETTINGS.length().minusSeconds(5));
        assertThat(told(leases.renew(lease))).isTrue();
        RIG.pass(Duration.ofSeconds(6));

        assertThat(told(others.take(BELMONTE, WEEK, "missing", Instant.now(), false)))
                .isInstanceOf(Held.class);
    }

    @Test
    void aLapsedLeaseThatNobodyTookIsRenewed() {
        var lease = take(leases);
        RIG.pass(SETTINGS.length());

        assertThat(told(leases.renew(lease))).isTrue();
        assertThat(told(others.take(BELMONTE, WEEK, "missing", Instant.now(), false)))
                .isInstanceOf(Held.class);
    }

    @Test
    void theTransactionOfALateHolderFails() {
        RIG.execute("CREATE TABLE IF NOT EXISTS stored (fence bigint)");
        var late = take(leases);
        RIG.pass(SETTINGS.length());
        assertThatThrownBy(() -> store(late)).isInstanceOf(LeaseLostException.class);

        var next = take(others);
        assertThatThrownBy(() -> store(late)).isInstanceOf(LeaseLostException.class);
        store(next);

        assertThat(RIG.query("SELECT fence FROM stored")).containsExactly(Long.toString(next.fence()));
    }

    @Test
    void nobodyTakesOverWhileTheHolderStoresAndNobodyWaitsForThat() {
        var lease = take(leases);
        var stored = new CompletableFuture<Boolean>();
        var held = new CompletableFuture<Boolean>();
        var storing = RIG.inTransaction(connection -> leases.requireHeld(connection, lease)
                        .then(Mono.fromRunnable(() -> held.complete(true)))
                        .then(Mono.fromFuture(stored))
                        .then(leases.done(connection, lease)))
                .toFuture();
        held.join();

        assertThat(told(others.take(BELMONTE, WEEK, "missing", Instant.now(), false)))
                .isInstanceOf(Held.class);
        assertThat(told(leases.renew(lease))).isTrue();
        stored.complete(true);
        storing.join();

        assertThat(told(others.take(BELMONTE, WEEK, "missing", Instant.now(), false)))
                .isInstanceOf(Lease.class);
    }

    @Test
    void aTransactionThatFailsLeavesTheLease() {
        var lease = take(leases);

        assertThatThrownBy(() -> RIG.inTransaction(connection ->
                                leases.done(connection, lease).then(Mono.error(new IllegalStateException("disk full"))))
                        .block())
                .hasMessageContaining("disk full");

        assertThat(told(leases.renew(lease))).isTrue();
    }

    @Test
    void afterAFailureTheWeekRestsUnlessSomebodyInsists() {
        var lease = take(leases);
        assertThat(told(leases.failed(lease, ERROR, Instant.now().plus(Duration.ofMinutes(5)), false)))
                .isTrue();
        assertThat(told(leases.renew(lease))).isFalse();

        var resting = (Resting) told(others.take(BELMONTE, WEEK, "missing", Instant.now(), false));
        assertThat(resting.next()).isBetween(Instant.now(), Instant.now().plus(Duration.ofMinutes(5)));
        assertThat(resting.attempts()).isOne();
        assertThat(resting.lastError()).contains(ERROR);

        var second = (Lease) told(others.take(BELMONTE, WEEK, "refresh", Instant.now(), true));
        assertThat(second.attempts()).isOne();
        assertThat(told(others.failed(second, ERROR, Instant.now().plus(Duration.ofMinutes(10)), false)))
                .isTrue();
        assertThat(((Resting) told(leases.take(BELMONTE, WEEK, "missing", Instant.now(), false))).attempts())
                .isEqualTo(2);

        RIG.pass(Duration.ofMinutes(10));
        assertThat(take(leases).attempts()).isEqualTo(2);
    }

    @Test
    void whatIsGivenBackIsFreeAtOnceAndLeavesNoTrace() {
        var lease = take(leases);

        assertThat(told(leases.giveBack(lease))).isTrue();

        assertThat(RIG.query("SELECT count(*) FROM week_work")).containsExactly("0");
        assertThat(told(leases.giveBack(lease))).isFalse();
    }

    @Test
    void whatIsGivenBackKeepsItsPastAndItsPlaceInTheQueue() {
        told(leases.failed(take(leases), ERROR, Instant.now(), true));
        var lease = take(leases);

        assertThat(told(leases.giveBack(lease))).isTrue();

        var state = told(RIG.queueOf(leases).state(BELMONTE, WEEK));
        assertThat(state.attempts()).isOne();
        assertThat(state.queued()).isTrue();
        assertThat(state.running()).isFalse();
        assertThat(state.lastError()).contains(ERROR);
    }

    @Test
    void aProcessThatStopsGivesAllItsLeasesBackAndNoneOfOthers() {
        take(leases);
        told(RIG.queueOf(leases).enqueue(LUMEN, WEEK, "asked", 5).thenReturn(true));
        told(RIG.queueOf(leases).claimNext(Instant.now(), List.of()));
        var theirs = (Lease) told(others.take(LUMEN, WEEK.previous(), "missing", Instant.now(), false));

        leases.close();

        assertThat(told(others.take(BELMONTE, WEEK, "missing", Instant.now(), false)))
                .isInstanceOf(Lease.class);
        assertThat(told(RIG.queueOf(others).claimNext(Instant.now(), List.of())).account())
                .isEqualTo(LUMEN);
        assertThat(told(others.renew(theirs))).isTrue();
    }

    @Test
    void theServiceGivesItsLeasesBackWhenItStops() {
        try (var own = TestDatabase.fresh();
                var another = new WorkRig(own)) {
            try (var stopped = new WorkRig(own)) {
                assertThat(told(stopped.bean(Leases.class).take(BELMONTE, WEEK, "missing", Instant.now(), false)))
                        .isInstanceOf(Lease.class);
            }
            assertThat(told(another.bean(Leases.class).take(BELMONTE, WEEK, "missing", Instant.now(), false)))
                    .isInstanceOf(Lease.class);
        }
    }

    @Test
    void theErrorIsGivenBackAsItIs() {
        told(leases.failed(
                take(leases),
                "{\"text\": \"zażółć \\\" 'x'\", \"n\": 1.50}",
                Instant.now().plus(Duration.ofHours(1)),
                false));

        assertThat(told(others.take(BELMONTE, WEEK, "missing", Instant.now(), false)))
                .isInstanceOfSatisfying(
                        Resting.class,
                        resting -> assertThat(resting.lastError())
                                .isEqualTo(Optional.of("{\"n\": 1.50, \"text\": \"zażółć \\\" 'x'\"}")));
    }

    private static Lease take(Leases process) {
        return (Lease) told(process.take(BELMONTE, WEEK, "missing", Instant.now(), false));
    }

    private void store(Lease lease) {
        RIG.inTransaction(connection -> Statements.count(
                                connection,
                                asked -> asked.createStatement("INSERT INTO stored VALUES ($1)")
                                        .bind("$1", lease.fence()))
                        .then(leases.done(connection, lease)))
                .block();
    }
}
