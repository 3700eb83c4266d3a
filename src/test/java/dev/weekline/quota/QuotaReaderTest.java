package dev.weekline.quota;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weekline.account.AccountId;
import dev.weekline.account.Sight;
import dev.weekline.boot.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import reactor.core.publisher.Mono;

/** What is shown of the quota, from a real database. */
@TestInstance(Lifecycle.PER_CLASS)
class QuotaReaderTest {

    private static final AccountId BELMONTE = new AccountId("act_1");

    private final TestDatabase.Fresh database = TestDatabase.fresh();
    private final QuotaRig rig = new QuotaRig(database);
    private final VirtualTime time = new VirtualTime();
    private final Spent spent = new Spent();
    private final QuotaSettings settings = new QuotaSettings(200, 100, 40);
    private final Gates gates = new Gates(GateSettings.defaults(), time);
    private final LearnedSizes sizes =
            new LearnedSizes(settings, EstimateSettings.defaults(), GateSettings.defaults(), spent);

    @AfterAll
    void close() {
        rig.close();
        database.close();
    }

    @Test
    void theForecastIsThereWhereSomethingIsQueuedAndCountsTheGate() {
        assertThat(read(Optional.empty()).forecast()).isNull();

        var forecast =
                Objects.requireNonNull(read(Optional.of(() -> Mono.just(260L))).forecast());
        assertThat(forecast.queuedUnits()).isEqualTo(260);
        assertThat(forecast.emptyAt())
                .isEqualTo(time.instant().plus(Duration.ofHours(1)).toString());

        gates.told(
                BELMONTE,
                UsageReading.SILENT,
                Optional.of(new CallQuota.Reached(Gate.APP, Duration.ofMinutes(30))),
                time.instant());
        assertThat(Objects.requireNonNull(
                                read(Optional.of(() -> Mono.just(60L))).forecast())
                        .emptyAt())
                .isEqualTo(time.instant().plus(Duration.ofMinutes(30)).toString());
    }

    @Test
    void aLearnedSizeIsShownWithItsEvidenceAndAge() {
        var now = time.instant();
        sizes.adopt(new Learned(
                Optional.of(BELMONTE),
                new Estimate(200, 300, now, Optional.of(new Estimate.Evidence(30, 10, now.minusSeconds(90))))));

        var bucket = read(Optional.empty()).buckets().get(1);

        assertThat(bucket.unitsPerHour()).isEqualTo(270);
        assertThat(bucket.capacity()).isEqualTo(135);
        assertThat(bucket.hour().guess()).isEqualByComparingTo("200");
        assertThat(bucket.hour().estimate()).isEqualByComparingTo("300");
        assertThat(bucket.hour().evidence()).isNotNull().satisfies(evidence -> {
            assertThat(evidence.units()).isEqualByComparingTo("30");
            assertThat(evidence.percent()).isEqualByComparingTo("10");
            assertThat(evidence.toldAt()).isEqualTo(now.minusSeconds(90).toString());
            assertThat(evidence.ageSeconds()).isEqualTo(90);
        });
    }

    private QuotaView read(Optional<Backlog> backlog) {
        var rows = rig.bean(SpentRows.class);
        var buckets =
                new TokenBuckets(sizes, new Reserve(40), new OwnBuckets(new ServiceTime(time)), time, time.timer());
        var reader = new QuotaReader(
                buckets,
                gates,
                sizes,
                new DailyBudget(new DailySettings(48_000, 96_000), spent),
                new SpentExchange(spent, rows, time),
                rows,
                settings,
                backlog,
                time);
        return Objects.requireNonNull(
                reader.read(List.of(BELMONTE), Sight.OF_ALL).block());
    }
}
