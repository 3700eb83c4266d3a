package dev.weekline.work;

import static dev.weekline.work.WorkRig.BELMONTE;
import static dev.weekline.work.WorkRig.SETTINGS;
import static dev.weekline.work.WorkRig.WEEK;
import static dev.weekline.work.WorkRig.told;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.weekline.boot.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.scheduler.VirtualTimeScheduler;

/** Heartbeats whose pauses a test turns by hand, and whose database is real. */
class HeartbeatTest {

    private static final Duration BEAT = SETTINGS.length().dividedBy(3);

    private static final TestDatabase.Fresh DATABASE = TestDatabase.fresh();
    private static final WorkRig RIG = new WorkRig(DATABASE);

    private final Leases leases = RIG.another();
    private final Leases others = RIG.another();
    private final VirtualTimeScheduler timer = VirtualTimeScheduler.create();
    private final Heartbeat heartbeat = new Heartbeat(leases, SETTINGS, timer);
    private final Sinks.One<String> work = Sinks.one();
    private final AtomicBoolean cancelled = new AtomicBoolean();

    @AfterAll
    static void stop() {
        RIG.close();
        DATABASE.close();
    }

    @BeforeEach
    void clear() {
        RIG.execute("TRUNCATE week_work");
    }

    @AfterEach
    void stopTimer() {
        timer.dispose();
    }

    @Test
    void aLeaseIsRenewedAsLongAsTheWorkGoesOn() {
        var lease = take();
        var result = heartbeat.during(lease, cancellable()).toFuture();

        for (var beat = 0; beat < 6; beat++) {
            RIG.pass(BEAT);
            beatOnce();
        }

        assertThat(told(others.take(BELMONTE, WEEK, "missing", Instant.now(), false)))
                .isInstanceOf(Held.class);
        work.tryEmitValue("stored").orThrow();
        assertThat(result.join()).isEqualTo("stored");
    }

    @Test
    void afterTheWorkNothingIsRenewedAnyMore() {
        var lease = take();
        var result = heartbeat.during(lease, cancellable()).toFuture();
        work.tryEmitValue("stored").orThrow();
        result.join();
        var deadline = deadline();

        timer.advanceTimeBy(SETTINGS.length());

        assertThat(deadline()).isEqualTo(deadline);
    }

    @Test
    void workWhoseLeaseSomebodyElseHasIsEnded() {
        var lease = take();
        var result = heartbeat.during(lease, cancellable()).toFuture();
        RIG.pass(SETTINGS.length());
        told(others.take(BELMONTE, WEEK, "missing", Instant.now(), false));

        timer.advanceTimeBy(BEAT);

        assertThatThrownBy(result::join)
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(LeaseLostException.class);
        assertThat(cancelled).isTrue();
    }

    @Test
    void oneFailedRenewalEndsNothing() {
        var lease = take();
        var result = heartbeat.during(lease, cancellable()).toFuture();
        RIG.execute("ALTER TABLE week_work RENAME TO elsewhere");
        try {
            timer.advanceTimeBy(BEAT);
            await().until(() -> !RIG.query("SELECT 1").isEmpty());
        } finally {
            RIG.execute("ALTER TABLE elsewhere RENAME TO week_work");
        }
        beatOnce();

        assertThat(result).isNotDone();
        work.tryEmitValue("stored").orThrow();
        assertThat(result.join()).isEqualTo("stored");
    }

    @Test
    void whileTheDatabaseIsAwayTheWorkGoesOnUntilTheLeaseHasCertainlyLapsed() {
        var lease = take();
        RIG.execute("ALTER TABLE week_work RENAME TO elsewhere");
        try {
            var result = heartbeat.during(lease, cancellable()).toFuture();
            timer.advanceTimeBy(SETTINGS.length().minusMillis(1));
            assertThat(result).isNotDone();

            timer.advanceTimeBy(Duration.ofMillis(1));

            assertThatThrownBy(result::join).hasCauseInstanceOf(LeaseLostException.class);
            assertThat(cancelled).isTrue();
        } finally {
            RIG.execute("ALTER TABLE elsewhere RENAME TO week_work");
        }
    }

    @Test
    void aLeaseThatTheWorkItselfHasEndedIsNotLost() {
        var lease = take();
        var result = heartbeat
                .during(
                        lease,
                        RIG.inTransaction(connection -> leases.done(connection, lease))
                                .then(cancellable()))
                .toFuture();
        await().until(() -> RIG.query("SELECT 1 FROM week_work").isEmpty());

        // Fewer than a lease has: the answers of the database need real time.
        for (var beat = 0; beat < 2; beat++) {
            timer.advanceTimeBy(BEAT);
            told(leases.renew(lease));
        }
        work.tryEmitValue("stored").orThrow();

        assertThat(result.join()).isEqualTo("stored");
        assertThat(leases.isEnding(lease)).isFalse();
    }

    @Test
    void workThatEndsWithNothingEnds() {
        assertThat(heartbeat.during(take(), Mono.empty()).blockOptional()).isEmpty();
    }

    private Mono<String> cancellable() {
        return work.asMono().doOnCancel(() -> cancelled.set(true));
    }

    /** Lets one beat pass, and waits until the database has seen it. */
    private void beatOnce() {
        var before = deadline();
        timer.advanceTimeBy(BEAT);
        await().until(() -> !deadline().equals(before));
    }

    private String deadline() {
        return RIG.query("SELECT lease_until FROM week_work").getFirst();
    }

    private Lease take() {
        return (Lease) told(leases.take(BELMONTE, WEEK, "missing", Instant.now(), false));
    }
}
