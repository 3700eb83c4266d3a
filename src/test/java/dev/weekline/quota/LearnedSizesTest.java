package dev.weekline.quota;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weekline.account.AccountId;
import dev.weekline.quota.Permit.Granted;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Buckets take the size that Meta's words make likely. */
class LearnedSizesTest {

    private static final AccountId BELMONTE = new AccountId("act_1");
    private static final AccountId LUMEN = new AccountId("act_2");
    private static final Optional<AccountId> ACCOUNT = Optional.of(BELMONTE);
    private static final Optional<AccountId> APP = Optional.empty();
    private static final QuotaSettings SETTINGS = new QuotaSettings(200, 100, 40);
    private static final BucketSize GUESS = new BucketSize(200, 100);

    private final VirtualTime time = new VirtualTime();
    private final Spent spent = new Spent();
    private final LearnedSizes sizes =
            new LearnedSizes(SETTINGS, EstimateSettings.defaults(), GateSettings.defaults(), spent);

    @Test
    void aBucketBeginsWithWhatIsSet() {
        assertThat(sizes.of(APP)).isEqualTo(GUESS);
        assertThat(sizes.of(ACCOUNT)).isEqualTo(GUESS);
        assertThat(sizes.find(ACCOUNT)).isEmpty();
    }

    @Test
    void itShrinksAtOnceToWhatTheGatesLetThroughAndTheBurstWithIt() {
        spend(BELMONTE, 50);
        told(BELMONTE, Map.of(Pool.ACCOUNT, 50.0));
        learn(0);

        assertThat(sizes.of(ACCOUNT)).isEqualTo(new BucketSize(90, 45));
        assertThat(sizes.find(ACCOUNT).orElseThrow().size()).isEqualTo(100);
        assertThat(sizes.of(APP)).isEqualTo(GUESS);
        assertThat(sizes.of(Optional.of(LUMEN))).isEqualTo(GUESS);
    }

    @Test
    void itGrowsInStepsUpToTheCeiling() {
        var before = 200.0;
        for (var step = 0; step < 20; step++) {
            spend(BELMONTE, 100);
            told(BELMONTE, Map.of(Pool.ACCOUNT_INSIGHTS, 0.5));
            learn(0);
            var size = sizes.find(ACCOUNT).orElseThrow().size();
            assertThat(size).isLessThanOrEqualTo(before * 1.25);
            before = size;
            time.pass(Duration.ofMinutes(10));
        }

        assertThat(sizes.of(ACCOUNT)).isEqualTo(new BucketSize(3_600, 1_800));
    }

    @Test
    void theHighestUseOfAnAccountCountsAndTheAppIsApart() {
        spend(BELMONTE, 30);
        spend(LUMEN, 30);
        told(BELMONTE, Map.of(Pool.ACCOUNT, 10.0, Pool.USE_CASE, 20.0, Pool.APP, 40.0, Pool.APP_INSIGHTS, 60.0));
        learn(0);

        assertThat(sizes.find(ACCOUNT).orElseThrow().size()).isEqualTo(150);
        assertThat(sizes.find(APP).orElseThrow().size()).isEqualTo(100);
    }

    @Test
    void whatOtherReplicasSpentIsPartOfTheEvidence() {
        spend(BELMONTE, 10);
        told(BELMONTE, Map.of(Pool.ACCOUNT, 50.0));
        learn(70);

        assertThat(sizes.find(ACCOUNT).orElseThrow().evidence())
                .contains(new Estimate.Evidence(80, 50, time.instant().minus(LearnedSizes.SETTLING)));
        assertThat(sizes.find(ACCOUNT).orElseThrow().size()).isEqualTo(160);
    }

    @Test
    void nothingIsLearnedBeforeItIsKnownWhatOthersHadSpentByThen() {
        spent.adoptLastHour(Map.of(), time.instant());
        spend(BELMONTE, 50);
        told(BELMONTE, Map.of(Pool.ACCOUNT, 50.0));
        time.pass(Duration.ofSeconds(2));
        spent.adoptLastHour(Map.of(), time.instant());

        sizes.learn(time.instant());
        assertThat(sizes.find(ACCOUNT)).isEmpty();

        time.pass(Duration.ofHours(1));
        sizes.learn(time.instant());
        assertThat(sizes.find(ACCOUNT)).isEmpty();
    }

    @Test
    void theSharpestWordOfAFewSecondsCountsAndIsNotPutOffByThoseThatFollow() {
        spend(BELMONTE, 50);
        told(BELMONTE, Map.of(Pool.ACCOUNT, 50.0));
        for (var second = 0; second < 4; second++) {
            time.pass(Duration.ofSeconds(1));
            told(BELMONTE, Map.of(Pool.ACCOUNT, 10.0));
        }
        spent.adoptLastHour(Map.of(), time.instant());
        sizes.learn(time.instant());

        assertThat(sizes.find(ACCOUNT).orElseThrow().size()).isEqualTo(100);
    }

    @Test
    void hardlyAnythingSpentTellsNothing() {
        spend(BELMONTE, 9);
        told(BELMONTE, Map.of(Pool.ACCOUNT, 95.0, Pool.APP, 95.0));
        learn(0);

        assertThat(sizes.find(ACCOUNT)).isEmpty();
        assertThat(sizes.find(APP)).isEmpty();
    }

    @Test
    void theNewestEvidenceCountsAndAnotherGuessDoesNot() {
        var now = time.instant();
        var older = new Estimate(200, 300, now, Optional.of(new Estimate.Evidence(30, 10, now)));
        var newer = new Estimate(200, 250, now, Optional.of(new Estimate.Evidence(25, 10, now.plusSeconds(1))));

        sizes.adopt(new Learned(ACCOUNT, newer));
        sizes.adopt(new Learned(ACCOUNT, older));
        assertThat(sizes.find(ACCOUNT)).contains(newer);

        sizes.adopt(new Learned(APP, new Estimate(999, 2_000, now, Optional.of(new Estimate.Evidence(200, 10, now)))));
        assertThat(sizes.find(APP)).isEmpty();
    }

    @Test
    void aBucketThatGrowsOrShrinksNeverGetsUnitsForIt() {
        var quota = new TokenBuckets(sizes, new Reserve(40), new OwnBuckets(new ServiceTime(time)), time, time.timer());
        assertThat(quota.take(BELMONTE, Work.INTERACTIVE, 100, Duration.ZERO).block())
                .isInstanceOf(Granted.class);
        var now = time.instant();

        for (var size : List.of(4_000, 20, 4_000, 20)) {
            now = now.plusNanos(1);
            var evidence = Optional.of(new Estimate.Evidence(size, 100, now));
            sizes.adopt(new Learned(ACCOUNT, new Estimate(200, size, now, evidence)));
            sizes.adopt(new Learned(APP, new Estimate(200, size, now, evidence)));
            assertThat(quota.estimateWait(BELMONTE, Work.INTERACTIVE, 1).block())
                    .isEqualTo(Duration.ofHours(1).dividedBy(size * 9 / 10).plusNanos(1));
        }
        time.pass(Duration.ofHours(24));
        assertThat(quota.states(List.of(BELMONTE)).block())
                .allSatisfy(state -> assertThat(state.left()).isEqualTo(9));
    }

    private void spend(AccountId account, int units) {
        var purpose = new Purpose(Work.INTERACTIVE, "missing");
        spent.add(new PlannedCall(account, "daily", purpose, units), time.instant());
    }

    private void told(AccountId account, Map<Pool, Double> percents) {
        var reading = new UsageReading(percents, Optional.empty(), Optional.empty(), Optional.empty());
        sizes.told(account, reading, time.instant());
    }

    private void learn(long ofOthers) {
        time.pass(LearnedSizes.SETTLING);
        spent.adoptLastHour(Map.of(BELMONTE, ofOthers), time.instant());
        sizes.learn(time.instant());
    }
}
