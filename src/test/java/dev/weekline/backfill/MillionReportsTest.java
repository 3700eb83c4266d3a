package dev.weekline.backfill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weekline.boot.TestDatabase;
import dev.weekline.week.Freshness;
import dev.weekline.week.IsoWeek;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** How weeks that need work, and the state of every week, are found among a million reports. */
class MillionReportsTest {

    private static final TestDatabase.Fresh DATABASE = TestDatabase.fresh();
    private static final Instant NOW = Instant.parse("2025-11-05T10:00:00Z");
    private static final List<ZoneId> ZONES = List.of(ZoneId.of("UTC"), ZoneId.of("Europe/Warsaw"));

    private final WeekNeeds needs = new WeekNeeds(Freshness.DEFAULT, PLAN, STAKE, BACKFILL);

    private static final PlanSettings PLAN =
            new PlanSettings(54, Duration.ofMinutes(5), Duration.ofHours(1), Duration.ofHours(2));
    private static final StakeSettings STAKE = new StakeSettings(
            new BigDecimal(100),
            BigDecimal.TEN,
            Duration.ofMinutes(30),
            Duration.ofHours(2),
            Duration.ofHours(12),
            Duration.ofHours(12),
            Duration.ofHours(24),
            Duration.ofHours(4));
    private static final BackfillSettings BACKFILL = new BackfillSettings(
            Duration.ofSeconds(10), Duration.ofSeconds(50), 2, 27, 8, Duration.ofMinutes(1), Duration.ofHours(6));

    @BeforeAll
    static void storeAMillion() throws SQLException {
        try (var connection = DATABASE.connect();
                var statement = connection.createStatement()) {
            statement.execute("""
                    INSERT INTO ad_account (account_id, slug, name, currency, time_zone)
                    SELECT 'act_' || a, 'shop-' || a, 'n', 'EUR', CASE a % 2 WHEN 0 THEN 'UTC' ELSE 'Europe/Warsaw' END
                    FROM generate_series(1, 6250) a;
                    INSERT INTO account_work (account_id) SELECT account_id FROM ad_account;
                    INSERT INTO weekly_report (account_id, week_start, revision, source, fetched_at, data_as_of, totals,
                        sections, absent)
                    SELECT 'act_' || a, date '2022-10-17' + 7 * w, 1, 'meta', timestamptz '2025-11-05 09:00Z', now(),
                        '{"spend": 1}', repeat('x', 50), '[]'
                    FROM generate_series(1, 6250) a, generate_series(0, 159) w;
                    INSERT INTO week_work (account_id, week_start, cause, queued, background, turn)
                    SELECT 'act_' || a, date '2022-10-17' + 7 * w, 'upkeep', true, true, timestamptz '2025-11-05'
                    FROM generate_series(1, 6250) a, generate_series(150, 159) w;
                    """);
            for (var table : List.of("weekly_report", "week_work", "ad_account", "account_work")) {
                statement.execute("VACUUM ANALYZE " + table);
            }
        }
    }

    @AfterAll
    static void stop() {
        DATABASE.close();
    }

    @Test
    void aPlanReadsNoReportButThoseOfTheLastTwoWeeks() {
        var within = Boundaries.last(54, ZONES, NOW).told();
        var plan = DATABASE.explain(
                PlanRows.statement(needs),
                moment(NOW),
                array(within.zones()),
                array(within.mondays()),
                array(within.ends()),
                array(within.backs()));

        assertThat(plan)
                .contains("Index Only Scan using weekly_report_state", "week_work_pkey")
                .doesNotContain("Seq Scan on weekly_report");
    }

    @Test
    void coverageReadsNoReport() {
        var within = Boundaries.between(IsoWeek.parse("2022-W42"), IsoWeek.parse("2025-W45"), ZONES, NOW);
        var plan = DATABASE.explain(
                CoverageRows.statement(needs),
                moment(NOW),
                array(within.zones()),
                array(within.mondays()),
                array(within.ends()),
                array(within.backs()),
                array(within.labels()),
                array(within.tolds()),
                array(IntStream.range(1, 201).mapToObj(a -> "act_" + a).toArray(String[]::new)),
                moment(NOW),
                "36000",
                "''",
                "200");

        assertThat(plan)
                .contains("weekly_report_state", "week_work_turn")
                .doesNotContain("Seq Scan on weekly_report", "Seq Scan on week_work");
    }

    private static String moment(Instant moment) {
        return "timestamptz '" + moment + "'";
    }

    private static String array(Object[] values) {
        return Arrays.stream(values).map(value -> "\"" + value + "\"").collect(Collectors.joining(",", "'{", "}'"));
    }
}
