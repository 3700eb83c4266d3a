package dev.weekline.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weekline.account.AccountId;
import dev.weekline.account.Sight;
import dev.weekline.boot.TestDatabase;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** What was spent, by replicas that share a real database. */
@TestInstance(Lifecycle.PER_CLASS)
class SpentTest {

    private static final AccountId BELMONTE = new AccountId("act_1");
    private static final AccountId LUMEN = new AccountId("act_2");

    private final TestDatabase.Fresh database = TestDatabase.fresh();
    private final QuotaRig rig = new QuotaRig(database);
    private final SpentRows rows = rig.bean(SpentRows.class);
    private VirtualTime time = new VirtualTime();
    private Replica one = new Replica();
    private Replica other = new Replica();

    @AfterAll
    void close() {
        rig.close();
        database.close();
    }

    @BeforeEach
    void begin() throws SQLException {
        execute("TRUNCATE quota_spent");
        time = new VirtualTime();
        one = new Replica();
        other = new Replica();
    }

    @Test
    void whatOneSpentTheOtherKnowsOfAfterAnExchange() {
        one.spend(BELMONTE, 5);
        one.spend(LUMEN, 2);
        other.spend(BELMONTE, 1);

        one.exchange.once().block();
        other.exchange.once().block();
        other.exchange.today().block();

        assertThat(other.spent.ownInLastHour(Optional.of(BELMONTE), time.instant()))
                .isOne();
        assertThat(other.others(BELMONTE)).contains(5L);
        assertThat(other.spent.othersInLastHour(Optional.empty(), time.instant()))
                .contains(7L);
        assertThat(other.spent.today(Optional.of(BELMONTE), time.instant())).isEqualTo(6);
        assertThat(other.spent.today(Optional.empty(), time.instant())).isEqualTo(8);
    }

    @Test
    void aRestartDoesNotForget() {
        one.spend(BELMONTE, 5);
        one.exchange.close();

        var restarted = new Replica();
        restarted.exchange.once().block();
        restarted.exchange.today().block();

        assertThat(restarted.others(BELMONTE)).contains(5L);
        assertThat(restarted.spent.today(Optional.of(BELMONTE), time.instant())).isEqualTo(5);
    }

    @Test
    void anHourLaterItIsOverAndADayLaterToo() {
        one.spend(BELMONTE, 5);
        one.exchange.once().block();

        time.pass(Tally.HOUR);
        other.exchange.once().block();
        assertThat(other.others(BELMONTE)).contains(5L);
        time.pass(Duration.ofMinutes(1));
        other.exchange.once().block();
        assertThat(other.others(BELMONTE)).contains(0L);

        time.pass(Duration.ofHours(16));
        assertThat(other.spent.today(Optional.of(BELMONTE), time.instant())).isZero();
        assertThat(one.spent.today(Optional.of(BELMONTE), time.instant())).isZero();
    }

    @Test
    void whatOthersSpentIsNotKnownBeforeItWasReadNorLongAfter() {
        assertThat(one.others(BELMONTE)).isEmpty();

        one.exchange.once().block();
        assertThat(one.others(BELMONTE)).contains(0L);

        time.pass(Duration.ofSeconds(61));
        assertThat(one.others(BELMONTE)).isEmpty();
    }

    @Test
    void whatCouldNotBeStoredIsStoredLaterWithWhatCameMeanwhile() throws SQLException {
        one.spend(BELMONTE, 5);
        execute("ALTER TABLE quota_spent RENAME TO elsewhere");
        assertThatThrownBy(() -> one.exchange.once().block()).hasMessageContaining("quota_spent");
        one.spend(BELMONTE, 5);
        execute("ALTER TABLE elsewhere RENAME TO quota_spent");

        one.exchange.once().block();

        assertThat(query("SELECT units || ' ' || calls FROM quota_spent")).containsExactly("10 2");
    }

    @Test
    void whatIsStoredTwiceOrLateCountsOnceAndAMinuteGrows() throws SQLException {
        var replica = UUID.randomUUID();
        one.spend(BELMONTE, 5);
        var early = one.spent.unstored();
        one.spend(BELMONTE, 3);
        var late = one.spent.unstored();

        rows.put(replica, early).block();
        rows.put(replica, late).block();
        rows.put(replica, late).block();
        rows.put(replica, early).block();

        assertThat(query("SELECT units || ' ' || calls FROM quota_spent")).containsExactly("8 2");
    }

    @Test
    void aDayIsSharedOutByCauseAndSection() {
        one.spend(BELMONTE, 5);
        other.spend(BELMONTE, 5);
        other.spent.add(call(LUMEN, "totals", new Purpose(Work.BACKGROUND, "backfill"), 1), time.instant());
        one.exchange.tell().block();
        other.exchange.tell().block();

        assertThat(rows.shares(SpentExchange.midnight(time.instant()), Sight.OF_ALL)
                        .collectList()
                        .block())
                .containsExactly(
                        new SpentRows.Share("missing", "daily", 10, 2),
                        new SpentRows.Share("backfill", "totals", 1, 1));
        assertThat(rows.shares(time.instant().plusSeconds(60), Sight.OF_ALL)
                        .collectList()
                        .block())
                .isEmpty();
    }

    @Test
    void whatIsOldIsSwept() {
        one.spend(BELMONTE, 5);
        one.exchange.tell().block();

        assertThat(rows.remove(time.instant()).block()).isZero();
        assertThat(rows.remove(time.instant().plusSeconds(1)).block()).isOne();
    }

    @Test
    void minutesThatAreOverAreForgottenOnceTheyAreStored() {
        for (var minute = 0; minute < 20; minute++) {
            one.spend(BELMONTE, 1);
            time.pass(Duration.ofMinutes(1));
        }
        assertThat(one.spent.unstored()).hasSize(20);

        one.exchange.tell().block();

        assertThat(one.spent.unstored()).isEmpty();
        assertThat(one.spent.remembered()).isLessThan(7);
    }

    @Test
    void theIndexIsUsed() throws SQLException {
        execute("INSERT INTO quota_spent SELECT timestamptz '2025-01-01' + m * interval '1 minute', 'act_' || a,"
                + " gen_random_uuid(), 'missing', 'daily', 'interactive', 1, 1"
                + " FROM generate_series(1, 10) a, generate_series(1, 2880) m");
        execute("ANALYZE quota_spent");

        assertThat(
                        String.join(
                                "\n",
                                query(
                                        "EXPLAIN SELECT account_id, sum(units) FROM quota_spent"
                                                + " WHERE minute >= '2025-01-02 23:00Z' AND replica <> gen_random_uuid() GROUP BY account_id")))
                .contains("quota_spent_pkey");
    }

    private static PlannedCall call(AccountId account, String section, Purpose purpose, int units) {
        return new PlannedCall(account, section, purpose, units);
    }

    private void execute(String sql) throws SQLException {
        try (var connection = database.connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private List<String> query(String sql) throws SQLException {
        var found = new ArrayList<String>();
        try (var connection = database.connect();
                var statement = connection.createStatement();
                var result = statement.executeQuery(sql)) {
            while (result.next()) {
                found.add(result.getString(1));
            }
        }
        return found;
    }

    private final class Replica {

        private final Spent spent = new Spent();
        private final SpentExchange exchange = new SpentExchange(spent, rows, time);

        private void spend(AccountId account, int units) {
            spent.add(call(account, "daily", new Purpose(Work.INTERACTIVE, "missing"), units), time.instant());
        }

        private Optional<Long> others(AccountId account) {
            return spent.othersInLastHour(Optional.of(account), time.instant());
        }
    }
}
