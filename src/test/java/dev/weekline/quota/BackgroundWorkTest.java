package dev.weekline.quota;

import static dev.weekline.quota.Work.BACKGROUND;
import static dev.weekline.quota.Work.INTERACTIVE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weekline.account.AccountId;
import dev.weekline.quota.Permit.Denied;
import dev.weekline.quota.Permit.Granted;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Background work leaves a reserve in both buckets, and is in nobody's way. */
class BackgroundWorkTest {

    private static final AccountId BELMONTE = new AccountId("act_1203300000000017");
    private static final AccountId LUMEN = new AccountId("act_1203300000000018");
    private static final QuotaSettings SETTINGS = new QuotaSettings(200, 100, 40);
    private static final QuotaSettings AMPLE = new QuotaSettings(10_000, 10_000, 40);
    private static final Duration LONG = Duration.ofHours(5);
    private static final Duration A_UNIT = Duration.ofSeconds(18);

    private final VirtualTime time = new VirtualTime();
    private final List<Permit> permits = new ArrayList<>();
    private final List<Duration> grantedAt = new ArrayList<>();

    private TokenBuckets quota = inProcess(SETTINGS, SETTINGS);

    @Test
    void theReserveIsLeftForThoseWhoWait() {
        for (var call = 0; call < 100; call++) {
            take(BACKGROUND, 1, Duration.ZERO);
        }

        // The last one that may go sees 60: the reserve and room for a heavy call.
        assertThat(granted()).isEqualTo(41);
        take(INTERACTIVE, 59, Duration.ZERO);
        assertThat(permits.getLast()).isInstanceOf(Granted.class);
    }

    @Test
    void theReserveOfTheAppIsLeftAsWell() {
        quota = inProcess(SETTINGS, AMPLE);
        take(INTERACTIVE, 41, Duration.ZERO);

        take(BACKGROUND, 1, Duration.ZERO);

        assertThat(permits.getLast()).isEqualTo(new Denied(A_UNIT.plusNanos(1)));
        quota = inProcess(AMPLE, SETTINGS);
        take(INTERACTIVE, 41, Duration.ZERO);
        take(BACKGROUND, 1, Duration.ZERO);
        assertThat(permits.getLast()).isEqualTo(new Denied(A_UNIT.plusNanos(1)));
    }

    @Test
    void itWaitsUntilThereIsRoom() {
        take(INTERACTIVE, 50, Duration.ZERO);
        take(BACKGROUND, 20, LONG);
        time.pass(A_UNIT.multipliedBy(10));
        assertThat(permits).hasSize(1);

        time.pass(Duration.ofNanos(1));

        assertThat(permits.getLast())
                .isEqualTo(new Granted(20, A_UNIT.multipliedBy(10).plusNanos(1)));
    }

    @Test
    void whileItWaitsItIsInNobodysWay() {
        take(INTERACTIVE, 90, Duration.ZERO);
        for (var call = 0; call < 10; call++) {
            take(BACKGROUND, 20, LONG);
        }

        assertThat(quota.estimateWait(BELMONTE, INTERACTIVE, 10).block()).isZero();
        take(INTERACTIVE, 10, Duration.ZERO);

        assertThat(permits).hasSize(2).last().isEqualTo(new Granted(10, Duration.ZERO));
    }

    @Test
    void whoeverIsServedFirstMakesItLookAgain() {
        take(INTERACTIVE, 60, Duration.ZERO);
        take(BACKGROUND, 20, LONG);
        time.pass(A_UNIT.multipliedBy(19));
        take(INTERACTIVE, 10, Duration.ZERO);

        time.pass(A_UNIT.multipliedBy(10));
        assertThat(permits).hasSize(2);
        time.pass(A_UNIT.plusSeconds(2));
        assertThat(permits).hasSize(3).last().isInstanceOf(Granted.class);
    }

    @Test
    void itWaitsNoLongerThanItsPatience() {
        take(INTERACTIVE, 60, Duration.ZERO);
        take(BACKGROUND, 20, A_UNIT.multipliedBy(20));
        assertThat(permits.getLast())
                .isEqualTo(new Denied(A_UNIT.multipliedBy(20).plusNanos(1)));

        take(BACKGROUND, 20, A_UNIT.multipliedBy(20).plusNanos(1));
        take(INTERACTIVE, 10, Duration.ZERO);
        time.pass(A_UNIT.multipliedBy(20).plusNanos(1));

        assertThat(permits.getLast())
                .isInstanceOfSatisfying(
                        Denied.class,
                        denied -> assertThat(denied.retryAfter())
                                .isBetween(
                                        A_UNIT.multipliedBy(10),
                                        A_UNIT.multipliedBy(10).plusNanos(1)));
    }

    @Test
    void lightCallsDoNotKeepAHeavyOneFromEverFindingRoom() {
        take(INTERACTIVE, 90, Duration.ZERO);
        quota.take(BELMONTE, BACKGROUND, 20, LONG).subscribe(_ -> grantedAt.add(time.passed()));
        for (var minute = 0; minute < 60; minute++) {
            take(BACKGROUND, 1, Duration.ofMinutes(30));
            time.pass(Duration.ofMinutes(1));
        }

        assertThat(grantedAt).hasSize(1);
    }

    @Test
    void aBurstTooSmallForTheHeadroomIsTakenFromWhenItIsFull() {
        quota = inProcess(AMPLE, new QuotaSettings(200, 10, 40));
        take(BACKGROUND, 15, Duration.ZERO);
        take(BACKGROUND, 1, LONG);
        time.pass(A_UNIT.multipliedBy(15));
        assertThat(permits).hasSize(1).first().isInstanceOf(Granted.class);

        time.pass(Duration.ofSeconds(1));

        assertThat(permits).hasSize(2).last().isInstanceOf(Granted.class);
        quota = inProcess(new QuotaSettings(1, 1, 90), new QuotaSettings(1, 1, 90));
        take(BACKGROUND, 1, Duration.ZERO);
        assertThat(permits.getLast()).isInstanceOf(Granted.class);
    }

    @Test
    void itGetsAllThatComesBackWhenNobodyElseWantsIt() {
        for (var call = 0; call < 300; call++) {
            take(BACKGROUND, 1 + call % 5 * 3, LONG);
        }
        time.pass(Duration.ofHours(3));

        var units = permits.stream()
                .map(Granted.class::cast)
                .mapToInt(Granted::units)
                .sum();
        assertThat(units).isBetween(570, 660);
    }

    @Test
    void theEstimateIsWhatItWaits() {
        take(INTERACTIVE, 70, Duration.ZERO);
        assertThat(estimate(20)).isEqualTo(A_UNIT.multipliedBy(30).plusNanos(1));
        assertThat(estimate(1)).isEqualTo(estimate(20));
        assertThat(estimate(100)).isEqualTo(A_UNIT.multipliedBy(110).plusNanos(2));

        var estimated = estimate(20);
        take(BACKGROUND, 20, LONG);
        time.pass(estimated);

        assertThat(permits.getLast()).isEqualTo(new Granted(20, estimated));
    }

    @Test
    void accountsAreApart() {
        quota = inProcess(AMPLE, SETTINGS);
        take(INTERACTIVE, 100, Duration.ZERO);

        quota.take(LUMEN, BACKGROUND, 20, Duration.ZERO).subscribe(permits::add);

        assertThat(permits.getLast()).isInstanceOf(Granted.class);
    }

    private TokenBuckets inProcess(QuotaSettings app, QuotaSettings account) {
        return new TokenBuckets(app, account, new OwnBuckets(new ServiceTime(time)), time, time.timer());
    }

    private long granted() {
        return permits.stream().filter(Granted.class::isInstance).count();
    }

    private Duration estimate(int units) {
        return Objects.requireNonNull(
                quota.estimateWait(BELMONTE, BACKGROUND, units).block());
    }

    private void take(Work work, int units, Duration patience) {
        quota.take(BELMONTE, work, units, patience).subscribe(permits::add);
    }
}
