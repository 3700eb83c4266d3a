package dev.weekline.quota;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weekline.account.AccountId;
import dev.weekline.quota.CallQuota.Reached;
import dev.weekline.quota.Permit.Denied;
import dev.weekline.quota.Permit.Granted;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What Meta says goes before what the buckets hold. */
class GatedQuotaTest {

    private static final AccountId ACCOUNT = new AccountId("act_1203300000000017");
    private static final AccountId OTHER = new AccountId("act_1203300000000024");
    private static final DailySettings DAILY = new DailySettings(5, 8);
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final QuotaSettings AMPLE = new QuotaSettings(100_000, 100_000, 40);

    private final VirtualTime time = new VirtualTime();
    private final List<Permit> permits = new ArrayList<>();
    private final List<LoggedUsage> logged = new ArrayList<>();
    private final Spent spent = new Spent();
    private final GatedQuota quota = quotaOf(AMPLE);

    @Test
    void anOpenGateCostsNoTime() {
        take(ACCOUNT, PATIENCE);

        assertThat(permits).containsExactly(new Granted(1, Duration.ZERO));
    }

    @Test
    void aLimitThatWasReachedIsWaitedForToTheSecond() {
        quota.told(ACCOUNT, "campaigns", Usage.SILENT, reached(Gate.USE_CASE, Duration.ofMinutes(5)));
        take(ACCOUNT, PATIENCE);

        time.pass(Duration.ofMinutes(5).minusNanos(1));
        assertThat(permits).isEmpty();

        time.pass(Duration.ofNanos(1));
        assertThat(permits).containsExactly(new Granted(1, Duration.ofMinutes(5)));
    }

    @Test
    void whoWillNotWaitSoLongIsToldWhenToComeBackAndWhy() {
        quota.told(ACCOUNT, "campaigns", Usage.SILENT, reached(Gate.ACCOUNT, Duration.ofMinutes(30)));

        take(ACCOUNT, PATIENCE);

        assertThat(permits).singleElement().isInstanceOfSatisfying(Denied.class, denied -> {
            assertThat(denied.gate()).isEqualTo(Gate.ACCOUNT);
            assertThat(denied.retryAfter()).isEqualTo(Duration.ofMinutes(30));
            assertThat(denied.why()).contains("Meta refused a call");
        });
    }

    @Test
    void theLimitOfAnAccountLeavesTheOthersAlone() {
        quota.told(ACCOUNT, "campaigns", Usage.SILENT, reached(Gate.USE_CASE, Duration.ofMinutes(5)));

        take(OTHER, PATIENCE);

        assertThat(permits).containsExactly(new Granted(1, Duration.ZERO));
    }

    @Test
    void theLimitOfTheAppStopsEveryAccount() {
        quota.told(ACCOUNT, "campaigns", Usage.SILENT, reached(Gate.APP, Duration.ofMinutes(30)));

        take(OTHER, PATIENCE);

        assertThat(permits).singleElement().isInstanceOf(Denied.class);
    }

    @Test
    void aHeaderClosesTheGateBeforeMetaHasToRefuse() {
        var nearlyUsed =
                new Usage(Map.of("x-ad-account-usage", "{\"acc_id_util_pct\":95.5,\"reset_time_duration\":120}"));
        quota.told(ACCOUNT, "campaigns", nearlyUsed, Optional.empty());

        take(ACCOUNT, PATIENCE);
        time.pass(Duration.ofSeconds(119));
        assertThat(permits).isEmpty();

        time.pass(Duration.ofSeconds(1));
        assertThat(permits).containsExactly(new Granted(1, Duration.ofMinutes(2)));
    }

    @Test
    void aGateThatClosesWhileACallWaitsForItsTurnHoldsItBack() {
        var slow = quotaOf(new QuotaSettings(60, 1, 40));
        slow.take(one(ACCOUNT), PATIENCE).subscribe();
        slow.take(one(ACCOUNT), PATIENCE).subscribe(permits::add);
        slow.told(ACCOUNT, "campaigns", Usage.SILENT, reached(Gate.USE_CASE, Duration.ofMinutes(3)));

        time.pass(Duration.ofMinutes(2));
        assertThat(permits).isEmpty();

        // The first to come after a gate has opened weigh four times as much.
        time.pass(Duration.ofMinutes(4).plusSeconds(1));
        assertThat(permits).singleElement().isInstanceOf(Granted.class);
    }

    @Test
    void aTurnThatAGateKeepsFromUseGoesBackToTheBuckets() {
        var slow = quotaOf(new QuotaSettings(60, 5, 40));
        slow.take(units(5), PATIENCE).subscribe();
        slow.take(units(5), PATIENCE).subscribe(permits::add);
        slow.told(ACCOUNT, "campaigns", Usage.SILENT, reached(Gate.USE_CASE, Duration.ofMinutes(30)));

        time.pass(Duration.ofMinutes(5).plusSeconds(1));

        assertThat(permits).singleElement().isInstanceOf(Denied.class);
        assertThat(slow.estimateWait(OTHER, Work.INTERACTIVE, 5).block()).isZero();
    }

    @Test
    void onlyTheAccountWhoseGateHasOpenedIsSlowed() {
        var slow = quotaOf(new QuotaSettings(60, 5, 40));
        slow.told(ACCOUNT, "campaigns", Usage.SILENT, reached(Gate.USE_CASE, Duration.ofMinutes(5)));
        time.pass(Duration.ofMinutes(5));
        slow.take(one(ACCOUNT), PATIENCE).subscribe();

        assertThat(slow.estimateWait(OTHER, Work.INTERACTIVE, 4).block()).isZero();
    }

    @Test
    void afterAGateHasOpenedCallsComeBackInSteps() {
        var slow = quotaOf(new QuotaSettings(3_600, 4, 40));
        slow.told(ACCOUNT, "campaigns", Usage.SILENT, reached(Gate.USE_CASE, Duration.ofMinutes(5)));
        time.pass(Duration.ofMinutes(5));

        slow.take(one(ACCOUNT), PATIENCE).subscribe(permits::add);
        slow.take(one(ACCOUNT), PATIENCE).subscribe(permits::add);
        assertThat(permits).hasSize(1);

        time.pass(Duration.ofSeconds(5));
        assertThat(permits).hasSize(2);
    }

    @Test
    void whatMetaSaysIsLoggedAndItsSilenceIsNot() {
        quota.told(ACCOUNT, "daily", Usage.SILENT, Optional.empty());
        quota.told(ACCOUNT, "daily", new Usage(Map.of("x-app-usage", "{\"call_count\":28}")), Optional.empty());

        assertThat(logged).singleElement().satisfies(usage -> {
            assertThat(usage.section()).isEqualTo("daily");
            assertThat(usage.at()).isEqualTo(time.instant());
            assertThat(usage.reading().app()).hasValue(28);
        });
    }

    @Test
    void theEstimateCountsTheGate() {
        quota.told(ACCOUNT, "campaigns", Usage.SILENT, reached(Gate.USE_CASE, Duration.ofMinutes(5)));

        assertThat(quota.estimateWait(ACCOUNT, Work.INTERACTIVE, 1).block()).isEqualTo(Duration.ofMinutes(5));
        assertThat(quota.estimateWait(OTHER, Work.INTERACTIVE, 1).block()).isZero();
    }

    @Test
    void everyCallThatIsGrantedIsCountedAndNoOther() {
        take(ACCOUNT, PATIENCE);
        take(ACCOUNT, PATIENCE);
        take(OTHER, PATIENCE);
        quota.told(OTHER, "campaigns", Usage.SILENT, reached(Gate.ACCOUNT, Duration.ofMinutes(30)));
        take(OTHER, PATIENCE);

        assertThat(spent.ownInLastHour(Optional.of(ACCOUNT), time.instant())).isEqualTo(2);
        assertThat(spent.ownInLastHour(Optional.of(OTHER), time.instant())).isEqualTo(1);
        assertThat(spent.ownInLastHour(Optional.empty(), time.instant())).isEqualTo(3);
    }

    @Test
    void aCallThatWeighsMoreAfterAGateHasOpenedIsCountedAsWhatItIs() {
        quota.told(ACCOUNT, "campaigns", Usage.SILENT, reached(Gate.USE_CASE, Duration.ofMinutes(5)));
        time.pass(Duration.ofMinutes(5));

        take(ACCOUNT, PATIENCE);

        assertThat(spent.ownInLastHour(Optional.of(ACCOUNT), time.instant())).isOne();
    }

    @Test
    void aDayThatIsSpentStopsBackgroundWorkUntilMidnightAndNeverWhatSomebodyWaitsFor() {
        for (var call = 0; call < 6; call++) {
            quota.take(background(ACCOUNT), Duration.ofDays(2)).subscribe(permits::add);
        }
        assertThat(permits).hasSize(6).last().isInstanceOfSatisfying(Denied.class, denied -> {
            assertThat(denied.gate()).isEqualTo(Gate.OURS);
            assertThat(denied.retryAfter()).isEqualTo(Duration.ofHours(16));
            assertThat(denied.why()).contains("5 units a day", "this account", "midnight UTC");
        });
        assertThat(quota.estimateWait(ACCOUNT, Work.BACKGROUND, 1).block()).isEqualTo(Duration.ofHours(16));
        take(ACCOUNT, PATIENCE);
        assertThat(permits.getLast()).isInstanceOf(Granted.class);

        time.pass(Duration.ofHours(16));
        quota.take(background(ACCOUNT), PATIENCE).subscribe(permits::add);
        assertThat(permits.getLast()).isInstanceOf(Granted.class);
    }

    @Test
    void theDayOfTheAppIsThatOfAllAccounts() {
        for (var call = 0; call < 4; call++) {
            quota.take(background(ACCOUNT), PATIENCE).subscribe();
            take(OTHER, PATIENCE);
        }

        quota.take(background(new AccountId("act_3")), PATIENCE).subscribe(permits::add);

        assertThat(permits.getLast())
                .isInstanceOfSatisfying(
                        Denied.class, denied -> assertThat(denied.why()).contains("8 units a day", "the app"));
        assertThat(quota.estimateWait(OTHER, Work.INTERACTIVE, 1).block()).isZero();
    }

    @Test
    void whatOtherReplicasSpentIsPartOfTheDay() {
        spent.adoptToday(Map.of(ACCOUNT, 5L), time.instant());

        quota.take(background(ACCOUNT), PATIENCE).subscribe(permits::add);

        assertThat(permits.getLast()).isInstanceOf(Denied.class);
    }

    private static PlannedCall background(AccountId account) {
        return new PlannedCall(account, "campaigns", new Purpose(Work.BACKGROUND, "backfill"), 1);
    }

    private static PlannedCall units(int units) {
        return new PlannedCall(ACCOUNT, "daily", new Purpose(Work.INTERACTIVE, "missing"), units);
    }

    private static PlannedCall one(AccountId account) {
        return new PlannedCall(account, "campaigns", new Purpose(Work.INTERACTIVE, "missing"), 1);
    }

    private void take(AccountId account, Duration patience) {
        quota.take(one(account), patience).subscribe(permits::add);
    }

    private static Optional<Reached> reached(Gate gate, Duration pause) {
        return Optional.of(new Reached(gate, pause));
    }

    private GatedQuota quotaOf(QuotaSettings settings) {
        var sizes = new LearnedSizes(settings, EstimateSettings.defaults(), GateSettings.defaults(), spent);
        var buckets = new TokenBuckets(settings, settings, new OwnBuckets(new ServiceTime(time)), time, time.timer());
        return new GatedQuota(
                new Gates(GateSettings.defaults(), time),
                buckets,
                spent,
                sizes,
                new DailyBudget(DAILY, spent),
                logged::add,
                time,
                time.timer());
    }
}
