package dev.weekline.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weekline.account.AccountId;
import dev.weekline.quota.Permit.Denied;
import dev.weekline.quota.Permit.Granted;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenBucketsTest {

    private static final AccountId BELMONTE = new AccountId("act_1203300000000017");
    private static final AccountId LUMEN = new AccountId("act_1203300000000018");
    private static final QuotaSettings SETTINGS = new QuotaSettings(200, 100, 40);
    private static final Duration LONG = Duration.ofHours(5);
    private static final Duration A_UNIT = Duration.ofSeconds(18);

    private final VirtualTime time = new VirtualTime();
    private final TokenBuckets quota = inProcess(SETTINGS);
    private final List<Permit> permits = new ArrayList<>();

    @Test
    void aBurstIsHandedOutAtOnce() {
        take(BELMONTE, 60, Duration.ZERO);
        take(BELMONTE, 40, Duration.ZERO);

        assertThat(permits).containsExactly(granted(60, Duration.ZERO), granted(40, Duration.ZERO));
    }

    @Test
    void aCallerWaitsUntilItsUnitsHaveComeBack() {
        take(BELMONTE, 100, Duration.ZERO);
        take(BELMONTE, 2, LONG);
        time.pass(A_UNIT.multipliedBy(2));
        assertThat(permits).hasSize(1);

        time.pass(Duration.ofNanos(1));

        assertThat(permits).last().isEqualTo(granted(2, A_UNIT.multipliedBy(2).plusNanos(1)));
    }

    @Test
    void aTurnThatWouldComeTooLateIsDeniedAtOnceWithTheTrueWait() {
        take(BELMONTE, 100, Duration.ZERO);
        take(BELMONTE, 10, A_UNIT.multipliedBy(9));

        var denied = (Denied) permits.getLast();
        time.pass(denied.retryAfter().minusNanos(2));
        take(BELMONTE, 10, Duration.ZERO);
        assertThat(permits.getLast()).isInstanceOf(Denied.class);

        time.pass(Duration.ofNanos(2));
        take(BELMONTE, 10, Duration.ZERO);
        assertThat(permits.getLast()).isEqualTo(granted(10, Duration.ZERO));
    }

    @Test
    void nobodyIsToldToComeBackWithinASecond() {
        take(BELMONTE, 100, Duration.ZERO);
        time.pass(A_UNIT.minusMillis(10));

        take(BELMONTE, 1, Duration.ZERO);

        assertThat(permits.getLast()).isEqualTo(new Denied(Duration.ofSeconds(1)));
    }

    @Test
    void whoAskedFirstIsServedFirstEvenIfTheNextOneNeedsLess() {
        take(BELMONTE, 100, Duration.ZERO);
        take(BELMONTE, 50, LONG);
        take(BELMONTE, 1, LONG);

        time.pass(A_UNIT.multipliedBy(50).plusNanos(1));
        assertThat(permits).hasSize(2);
        time.pass(A_UNIT);
        assertThat(permits).hasSize(3);
    }

    @Test
    void theAppIsALimitForAllAccountsTogether() {
        take(BELMONTE, 100, Duration.ZERO);

        take(LUMEN, 1, Duration.ZERO);

        assertThat(permits.getLast()).isInstanceOf(Denied.class);
        assertThat(estimate(LUMEN, 1)).isEqualTo(A_UNIT.plusNanos(1));
    }

    @Test
    void anAccountThatSpentItsOwnBudgetLeavesTheOthersTheirs() {
        var quota = inProcess(new QuotaSettings(1000, 1000, 40));
        quota.take(BELMONTE, Work.INTERACTIVE, 100, Duration.ZERO).subscribe(permits::add);

        quota.take(BELMONTE, Work.INTERACTIVE, 1, Duration.ZERO).subscribe(permits::add);
        quota.take(LUMEN, Work.INTERACTIVE, 1, Duration.ZERO).subscribe(permits::add);

        assertThat(permits)
                .containsExactly(
                        granted(100, Duration.ZERO), new Denied(A_UNIT.plusNanos(1)), granted(1, Duration.ZERO));
    }

    @Test
    void aCallThatCostsMoreThanABurstComesWhenTheRestIsEarned() {
        take(BELMONTE, 103, LONG);
        time.pass(A_UNIT.multipliedBy(3));
        assertThat(permits).isEmpty();

        time.pass(Duration.ofNanos(1));

        assertThat(permits).hasSize(1);
    }

    @Test
    void anEstimateTakesNothing() {
        assertThat(estimate(BELMONTE, 100)).isZero();
        assertThat(estimate(BELMONTE, 100)).isZero();

        take(BELMONTE, 100, Duration.ZERO);

        assertThat(permits).containsExactly(granted(100, Duration.ZERO));
    }

    @Test
    void nothingIsTakenBeforeSubscription() {
        quota.take(BELMONTE, Work.INTERACTIVE, 100, Duration.ZERO);

        assertThat(estimate(BELMONTE, 100)).isZero();
    }

    @Test
    void aCallerThatLeavesWhileWaitingHasSpentItsUnits() {
        take(BELMONTE, 100, Duration.ZERO);
        quota.take(BELMONTE, Work.INTERACTIVE, 10, LONG).subscribe(permits::add).dispose();

        assertThat(estimate(BELMONTE, 1)).isEqualTo(A_UNIT.multipliedBy(11).plusNanos(1));
        time.pass(LONG);
        assertThat(permits).hasSize(1);
    }

    @Test
    void manyCallersAtTheSameTimeGetNoMoreThanTheBurst() throws InterruptedException {
        var quota = inProcess(SETTINGS);
        var taken = new AtomicInteger();
        var ready = new CountDownLatch(1);

        var callers = new ArrayList<Thread>();
        for (var i = 0; i < 8; i++) {
            callers.add(Thread.ofVirtual().start(() -> {
                awaitQuietly(ready);
                for (var call = 0; call < 50; call++) {
                    if (quota.take(BELMONTE, Work.INTERACTIVE, 1, Duration.ZERO).block() instanceof Granted) {
                        taken.incrementAndGet();
                    }
                }
            }));
        }
        ready.countDown();
        for (var caller : callers) {
            caller.join();
        }

        assertThat(taken).hasValue(100);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1})
    void aCallThatCostsNothingIsAMistake(int units) {
        assertThatThrownBy(() -> quota.take(BELMONTE, Work.INTERACTIVE, units, LONG))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> quota.estimateWait(BELMONTE, Work.INTERACTIVE, units))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private TokenBuckets inProcess(QuotaSettings app) {
        return new TokenBuckets(app, SETTINGS, new OwnBuckets(new ServiceTime(time)), time, time.timer());
    }

    private Duration estimate(AccountId account, int units) {
        return Objects.requireNonNull(
                quota.estimateWait(account, Work.INTERACTIVE, units).block());
    }

    private void take(AccountId account, int units, Duration patience) {
        quota.take(account, Work.INTERACTIVE, units, patience).subscribe(permits::add);
    }

    private static Granted granted(int units, Duration waited) {
        return new Granted(units, waited);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
