package dev.weekline.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weekline.account.AccountId;
import dev.weekline.boot.TestDatabase;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** What replicas that share a real database learn of each other. */
@TestInstance(Lifecycle.PER_CLASS)
class SizeExchangeTest {

    private static final AccountId BELMONTE = new AccountId("act_1");
    private static final Optional<AccountId> ACCOUNT = Optional.of(BELMONTE);
    private static final Optional<AccountId> APP = Optional.empty();

    private final TestDatabase.Fresh database = TestDatabase.fresh();
    private final QuotaRig rig = new QuotaRig(database);
    private final SizeRows rows = rig.bean(SizeRows.class);
    private VirtualTime time = new VirtualTime();
    private Replica one = new Replica(200);
    private Replica other = new Replica(200);

    @AfterAll
    void close() {
        rig.close();
        database.close();
    }

    @BeforeEach
    void begin() throws SQLException {
        execute("TRUNCATE quota_size, quota_spent");
        time = new VirtualTime();
        one = new Replica(200);
        other = new Replica(200);
    }

    @Test
    void whatOneLearnsTheOtherGoesBy() {
        one.learn(50, 50, 25);

        other.exchange.once().block();

        assertThat(other.sizes.of(ACCOUNT)).isEqualTo(new BucketSize(90, 45));
        assertThat(other.sizes.of(APP)).isEqualTo(one.sizes.of(APP)).isEqualTo(new BucketSize(180, 90));
        assertThat(other.sizes.find(ACCOUNT)).isEqualTo(one.sizes.find(ACCOUNT));
    }

    @Test
    void aRestartDoesNotForgetAndGrowsOnFromThere() {
        one.learn(50, 50, 25);
        time.pass(Duration.ofDays(1));

        var restarted = new Replica(200);
        restarted.learn(50, 10, 10);

        assertThat(restarted.sizes.find(ACCOUNT).orElseThrow().size()).isEqualTo(125);
    }

    @Test
    void theNewestEvidenceWinsWhoeverTellsLater() {
        one.note(50, 50, 25);
        time.pass(Duration.ofSeconds(1));
        other.note(50, 25, 25);
        time.pass(LearnedSizes.SETTLING);
        other.exchangeAll();
        one.exchangeAll();
        one.exchange.once().block();
        other.exchange.once().block();

        assertThat(one.sizes.find(ACCOUNT)).isEqualTo(other.sizes.find(ACCOUNT));
        assertThat(one.sizes
                        .find(ACCOUNT)
                        .orElseThrow()
                        .evidence()
                        .orElseThrow()
                        .percent())
                .isEqualTo(25);
    }

    @Test
    void whatWasLearnedUnderAnotherGuessIsNotUsedAndGivesWay() {
        one.learn(50, 50, 25);
        var changed = new Replica(1_000);

        changed.exchange.once().block();
        assertThat(changed.sizes.of(ACCOUNT)).isEqualTo(new BucketSize(1_000, 100));

        changed.learn(50, 20, 20);
        var next = new Replica(1_000);
        next.exchange.once().block();
        assertThat(next.sizes.find(ACCOUNT).orElseThrow().size()).isEqualTo(500);
    }

    @Test
    void whatCouldNotBeToldIsToldLater() throws SQLException {
        one.note(50, 50, 25);
        time.pass(LearnedSizes.SETTLING);
        execute("ALTER TABLE quota_size RENAME TO elsewhere");
        assertThatThrownBy(one::exchangeAll).hasMessageContaining("quota_size");
        execute("ALTER TABLE elsewhere RENAME TO quota_size");

        one.exchangeAll();
        other.exchange.once().block();

        assertThat(other.sizes.find(ACCOUNT).orElseThrow().size()).isEqualTo(100);
    }

    @Test
    void theSpendingOfTheOtherIsCounted() {
        other.spend(50);
        other.spending.once().block();

        one.learn(50, 50, 50);

        assertThat(one.sizes.find(ACCOUNT).orElseThrow().size()).isEqualTo(200);
    }

    @Test
    void whatIsOldIsSwept() {
        one.learn(50, 50, 25);

        assertThat(rows.remove(time.instant().minus(Duration.ofMinutes(1))).block())
                .isZero();
        assertThat(rows.remove(time.instant()).block()).isEqualTo(2);
    }

    private void execute(String sql) throws SQLException {
        try (var connection = database.connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private final class Replica {

        private final Spent spent = new Spent();
        private final SpentExchange spending = new SpentExchange(spent, rig.bean(SpentRows.class), time);
        private final LearnedSizes sizes;
        private final SizeExchange exchange;

        Replica(int guess) {
            sizes = new LearnedSizes(
                    new QuotaSettings(guess, 100, 40), EstimateSettings.defaults(), GateSettings.defaults(), spent);
            exchange = new SizeExchange(sizes, rows, time);
        }

        private void spend(int units) {
            var purpose = new Purpose(Work.INTERACTIVE, "missing");
            spent.add(new PlannedCall(BELMONTE, "daily", purpose, units), time.instant());
        }

        private void note(int units, double account, double app) {
            spend(units);
            var percents = Map.of(Pool.ACCOUNT, account, Pool.APP, app);
            sizes.told(
                    BELMONTE,
                    new UsageReading(percents, Optional.empty(), Optional.empty(), Optional.empty()),
                    time.instant());
        }

        private void learn(int units, double account, double app) {
            note(units, account, app);
            time.pass(LearnedSizes.SETTLING);
            exchangeAll();
        }

        private void exchangeAll() {
            spending.once().block();
            exchange.once().block();
        }
    }
}
