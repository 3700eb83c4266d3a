package dev.weekline.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.weekline.account.AccountId;
import dev.weekline.quota.CallQuota.Reached;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is left is the least that Meta and our buckets leave, of the account and of the app. */
class LeftTest {

    private static final AccountId ACCOUNT = new AccountId("act_1203300000000017");
    private static final AccountId OTHER = new AccountId("act_1203300000000024");
    private static final Instant NOW = Instant.parse("2025-11-05T10:00:00Z");

    private final Spent spent = new Spent();
    private final Left left =
            new Left(whose -> whose.isPresent() ? new BucketSize(60, 100) : new BucketSize(240, 400), spent);

    @Test
    void nothingIsUsedWhereNothingIsKnown() {
        assertThat(left.share(ACCOUNT, NOW)).isEqualTo(1);
    }

    @Test
    void whatWasTakenIsMissingFromTheBucketUntilItHasComeBack() {
        left.took(call(ACCOUNT, 70), NOW);

        assertThat(left.share(ACCOUNT, NOW)).isCloseTo(0.3, within(1e-9));
        assertThat(left.share(ACCOUNT, NOW.plus(Duration.ofMinutes(30)))).isCloseTo(0.6, within(1e-9));
        assertThat(left.share(ACCOUNT, NOW.plus(Duration.ofMinutes(70)))).isEqualTo(1);
        // Of the app a smaller part is gone.
        assertThat(left.share(OTHER, NOW)).isCloseTo(1 - 70.0 / 400, within(1e-9));
    }

    @Test
    void moreThanABucketHoldsLeavesNothing() {
        left.took(call(ACCOUNT, 170), NOW);

        assertThat(left.share(ACCOUNT, NOW)).isZero();
    }

    @Test
    void whatOtherReplicasSpendDoesNotComeBack() {
        left.took(call(ACCOUNT, 70), NOW);
        var later = NOW.plus(Duration.ofMinutes(30));
        spent.adoptLastHour(Map.of(ACCOUNT, 40L), later);

        assertThat(left.share(ACCOUNT, later)).isCloseTo(0.4, within(1e-9));
    }

    @Test
    void whatMetaSaidCountsAndFadesWithTheHourThatItSpokeOf() {
        left.told(ACCOUNT, reading(Map.of(Pool.ACCOUNT, 40.0, Pool.USE_CASE, 80.0)), Optional.empty(), NOW);

        assertThat(left.share(ACCOUNT, NOW)).isCloseTo(0.2, within(1e-9));
        assertThat(left.share(ACCOUNT, NOW.plus(Duration.ofMinutes(30)))).isCloseTo(0.6, within(1e-9));
        assertThat(left.share(ACCOUNT, NOW.plus(Duration.ofHours(2)))).isEqualTo(1);
        assertThat(left.share(OTHER, NOW)).isEqualTo(1);

        left.told(ACCOUNT, reading(Map.of(Pool.ACCOUNT, 10.0)), Optional.empty(), NOW.plusSeconds(1));
        assertThat(left.share(ACCOUNT, NOW.plusSeconds(1))).isCloseTo(0.9, within(1e-9));
    }

    @Test
    void whatMetaSaysOfTheAppConcernsEveryAccount() {
        left.told(ACCOUNT, reading(Map.of(Pool.APP, 75.0)), Optional.empty(), NOW);

        assertThat(left.share(OTHER, NOW)).isCloseTo(0.25, within(1e-9));
    }

    @Test
    void whereMetaRefusesNothingIsLeft() {
        left.told(
                ACCOUNT,
                reading(Map.of(Pool.USE_CASE, 3.0)),
                Optional.of(new Reached(Gate.USE_CASE, Duration.ofMinutes(5))),
                NOW);

        assertThat(left.share(ACCOUNT, NOW)).isZero();
        assertThat(left.share(OTHER, NOW)).isEqualTo(1);
    }

    private static UsageReading reading(Map<Pool, Double> percents) {
        return new UsageReading(percents, Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static PlannedCall call(AccountId account, int units) {
        return new PlannedCall(account, "campaigns", new Purpose(Work.INTERACTIVE, "missing"), units);
    }
}
