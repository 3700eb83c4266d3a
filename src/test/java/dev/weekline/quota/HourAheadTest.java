package dev.weekline.quota;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weekline.account.AccountId;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HourAheadTest {

    private static final AccountId ACCOUNT = new AccountId("act_1");
    private static final Instant NOON = Instant.parse("2025-11-05T12:00:00Z");

    private final Spent spent = new Spent();
    private final HourAhead hour = new HourAhead(GateSettings.defaults(), spent);

    @Test
    void nobodyIsHeldWhileNothingIsKnown() {
        spend(1_000, NOON);

        assertThat(until(1_000, NOON)).isZero();
    }

    @Test
    void aCallThatWouldCloseAGateWaitsUntilEnoughOfTheHourIsOver() {
        spend(40, NOON);
        spend(40, NOON.plusSeconds(600));
        told(80, NOON.plusSeconds(600));

        assertThat(until(9, NOON.plusSeconds(600))).isZero();
        assertThat(until(10, NOON.plusSeconds(600)))
                .isEqualTo(Tally.HOUR.minusSeconds(600).plusSeconds(1));
    }

    @Test
    void backgroundWorkWaitsEarlier() {
        spend(65, NOON);
        told(65, NOON);

        assertThat(hour.until(ACCOUNT, Work.BACKGROUND, 6, NOON)).isPositive();
        assertThat(hour.until(ACCOUNT, Work.INTERACTIVE, 6, NOON)).isZero();
    }

    @Test
    void tooFewUnitsTellNothing() {
        spend(29, NOON);
        told(95, NOON);

        assertThat(until(1, NOON)).isZero();
    }

    @Test
    void oneLieIsNotBelieved() {
        spend(80, NOON);
        told(80, NOON);
        told(0.01, NOON.plusSeconds(1));
        told(20, NOON.plusSeconds(2));

        assertThat(until(10, NOON.plusSeconds(2))).isPositive();
    }

    @Test
    void aRefusalSaysThatTheHourIsFull() {
        spend(50, NOON);
        hour.refused(ACCOUNT, Gate.USE_CASE, NOON);

        assertThat(until(1, NOON)).isPositive();
    }

    @Test
    void whereOthersUsedTheQuotaOneCallFindsOutAfterASilenceWhetherTheyStillDo() {
        spend(30, NOON);
        told(90, NOON);
        var later = NOON.plus(HourAhead.SILENCE);
        assertThat(until(1, later.minusMillis(1))).isPositive();
        assertThat(until(1, later)).isZero();

        ask(1, later);
        assertThat(until(1, later)).isPositive();

        told(10, later.plusSeconds(1));
        assertThat(until(100, later.plusSeconds(1))).isZero();
    }

    @Test
    void whoeverFindsOutThatNothingIsUsedHoldsNobody() {
        spend(30, NOON);
        told(90, NOON);
        var later = NOON.plus(HourAhead.SILENCE);
        ask(1, later);
        told(1, later.plusSeconds(1));

        assertThat(until(100, later.plusSeconds(1))).isZero();
    }

    @Test
    void aCallLargerThanTheHourPassesWhenNothingIsSpentOrWaitsInProportion() {
        spend(30, NOON);
        told(89.3, NOON);

        assertThat(until(60, NOON).toMinutes()).isBetween(121L, 123L);
    }

    private void spend(int units, Instant at) {
        spent.add(new PlannedCall(ACCOUNT, "totals", new Purpose(Work.INTERACTIVE, "missing"), units), at);
    }

    private void ask(int units, Instant at) {
        spend(units, at);
        hour.asked(ACCOUNT, at);
    }

    private void told(double percent, Instant at) {
        hour.told(
                ACCOUNT,
                new UsageReading(Map.of(Pool.ACCOUNT, percent), Optional.empty(), Optional.empty(), Optional.empty()),
                at);
    }

    private Duration until(int units, Instant at) {
        return hour.until(ACCOUNT, Work.INTERACTIVE, units, at);
    }
}
