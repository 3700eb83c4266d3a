package dev.weekline.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weekline.account.AccountId;
import dev.weekline.account.Sight;
import dev.weekline.boot.TestDatabase;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The statements about runs find them by an index, once there are enough for it to matter. */
class RunIndexesTest {

    private static final Instant NOW = Instant.parse("2025-11-05T10:00:00Z");
    private static final Optional<Instant> LAST_WEEK = Optional.of(NOW.minus(Duration.ofDays(7)));
    private static final Optional<AccountId> ACCOUNT = Optional.of(new AccountId("act_7"));
    private static final UUID RUN = UUID.fromString("019a5302-5c3b-7d52-9b0e-6a4f2c1d8e77");

    private static TestDatabase.Fresh database;

    @BeforeAll
    static void fill() throws SQLException {
        database = TestDatabase.fresh();
        try (var connection = database.connect();
                var statement = connection.createStatement()) {
            statement.execute("""
                    INSERT INTO fetch_run (account_id, run_id, week_start, cause, started_at, deadline, finished_at,
                        outcome, units, calls, rows_swept, sections)
                    SELECT 'act_' || n % 200, gen_random_uuid(), date '2023-01-02' + 7 * (n % 100),
                        (ARRAY['missing', 'stale', 'backfill', 'upkeep'])[1 + n % 4], started, started,
                        started + n % 5000 * interval '1 millisecond',
                        CASE WHEN n % 1000 = 0 THEN 'abandoned' WHEN n % 50 = 0 THEN 'failed' ELSE 'stored' END, 14, 6,
                        true, '[{"name": "totals", "calls": 1, "units": 1, "tookMs": 100}]'
                    FROM generate_series(0, 99999) n,
                        LATERAL (SELECT timestamptz '2025-11-05 10:00Z' - n * interval '5 minutes' AS started) s;
                    INSERT INTO run_call (account_id, run_id, number, section, page, attempt, calls, units, row_count,
                        status, outcome, started_at, waited_ms, took_ms)
                    SELECT account_id, run_id, number, 'totals', 1, 1, 1, 1, 1, 200, 'ok', started_at, 0, 100
                    FROM fetch_run, generate_series(1, 3) number WHERE started_at > '2025-08-01';
                    """);
            for (var table : List.of("fetch_run", "run_call")) {
                statement.execute("VACUUM ANALYZE " + table);
            }
        }
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    @Test
    void statisticsOfAllAccountsReadTheIndexAlone() {
        assertThat(plan(RunStats.BY_DAY, filter(Sight.OF_ALL, Optional.empty()).conditions()))
                .contains("Index Only Scan using fetch_run_time")
                .doesNotContain("Seq Scan");
        assertThat(plan(
                        RunStats.BY_ACCOUNT,
                        filter(Sight.OF_ALL, Optional.empty()).conditions()))
                .contains("Index Only Scan using fetch_run_time", "fetch_run_account")
                .doesNotContain("Seq Scan");
        assertThat(plan(
                        RunStats.BY_SECTION,
                        filter(Sight.OF_ALL, Optional.empty()).conditions()))
                .contains("using fetch_run_time")
                .doesNotContain("Seq Scan");
    }

    @Test
    void statisticsOfSomeAccountsReadTheirsAlone() {
        var some = (Sight) () -> Optional.of(Set.of(new AccountId("act_7"), new AccountId("act_8")));
        for (var statement : List.of(RunStats.BY_DAY, RunStats.BY_ACCOUNT, RunStats.BY_SECTION)) {
            assertThat(plan(statement, filter(Sight.OF_ALL, ACCOUNT).conditions()))
                    .contains("fetch_run_account")
                    .doesNotContain("Seq Scan");
            assertThat(plan(statement, filter(some, Optional.empty()).conditions()))
                    .doesNotContain("Seq Scan");
        }
    }

    @Test
    void aPageOfAListBeginsInTheIndex() {
        var place = new RunPlace.Newest(NOW.minus(Duration.ofDays(100)), RUN);
        for (var filter : List.of(
                RunFilter.all(Sight.OF_ALL),
                filter(Sight.OF_ALL, Optional.empty()),
                new RunFilter(
                        Sight.OF_ALL,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(Cause.STALE),
                        Optional.of(RunStatus.ABANDONED),
                        Optional.empty(),
                        Optional.empty()))) {
            assertThat(plan(RunReader.LIST, place.after(filter.conditions())))
                    .contains("using fetch_run_time")
                    .doesNotContain("Seq Scan", "Sort");
        }
        assertThat(plan(
                        RunReader.LIST,
                        place.after(RunFilter.all(Sight.OF_ALL).of(ACCOUNT).conditions())))
                .contains("using fetch_run_account")
                .doesNotContain("Seq Scan", "Sort");
    }

    @Test
    void theHighestFiguresAreSoughtByAnIndexAndShownByTheirIds() {
        var newest = new RunPlace.Newest(NOW.minus(Duration.ofDays(1)), RUN);
        for (var order : List.of(RunOrder.SLOWEST, RunOrder.COSTLIEST)) {
            var place = new RunPlace.Highest(order, 14, newest);
            assertThat(highest(
                            order,
                            place.after(filter(Sight.OF_ALL, Optional.empty()).conditions())))
                    .contains("Index Only Scan using fetch_run_time", "using fetch_run_id")
                    .doesNotContain("Seq Scan");
            assertThat(highest(
                            order,
                            place.after(RunFilter.all(Sight.OF_ALL).of(ACCOUNT).conditions())))
                    .contains("Index Cond: (account_id = 'act_7'::text)", "using fetch_run_id")
                    .doesNotContain("Seq Scan");
        }
    }

    @Test
    void aRunItsCallsAndWhatIsTooOldAreFoundByAnIndex() {
        assertThat(plan(RunReader.LIST, new Conditions().and("run_id = ?", RUN)))
                .contains("using fetch_run_id");
        assertThat(database.explain(
                        "SELECT * FROM run_call WHERE account_id = 'act_7' AND run_id = '%s' ORDER BY number"
                                .formatted(RUN)))
                .contains("run_call_pkey")
                .doesNotContain("Seq Scan");
        assertThat(database.explain(RunSweep.CALLS, "timestamptz '2025-08-02'", "2000"))
                .contains("run_call_started");
        assertThat(database.explain(RunSweep.RUNS, "timestamptz '2024-11-30'", "2000"))
                .contains("fetch_run_time");
    }

    private static RunFilter filter(Sight sight, Optional<AccountId> account) {
        return new RunFilter(
                sight, account, Optional.empty(), Optional.empty(), Optional.empty(), LAST_WEEK, Optional.of(NOW));
    }

    private static String plan(String statement, Conditions conditions) {
        return database.explain(statement.formatted(conditions.sql(), 51), literals(conditions));
    }

    private static String highest(RunOrder order, Conditions conditions) {
        return database.explain(
                RunReader.HIGHEST.formatted(conditions.sql(), 51, order.figure().orElseThrow()), literals(conditions));
    }

    private static String[] literals(Conditions conditions) {
        return conditions.values().stream().map(RunIndexesTest::literal).toArray(String[]::new);
    }

    private static String literal(Object value) {
        return value instanceof String[] many ? "ARRAY['" + String.join("', '", many) + "']" : "'" + value + "'";
    }
}
