package dev.weekline.quota;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weekline.account.AccountId;
import dev.weekline.boot.TestDatabase;
import dev.weekline.boot.Weekline;
import dev.weekline.database.Chore;
import dev.weekline.quota.CallQuota.Reached;
import dev.weekline.sandbox.SandboxSettings;
import io.micronaut.inject.qualifiers.Qualifiers;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** What Meta says of its limits, in a real database. */
@TestInstance(Lifecycle.PER_CLASS)
class UsageRowsTest {

    private static final Instant NOW = Instant.parse("2025-11-05T10:00:00Z");

    private final TestDatabase.Fresh database = TestDatabase.fresh();
    private final Weekline weekline = start(database);
    private final UsageRows rows = weekline.context().getBean(UsageRows.class);

    @AfterAll
    void stop() {
        weekline.close();
        database.close();
    }

    @BeforeEach
    void empty() throws SQLException {
        query("TRUNCATE usage_log", false);
    }

    @Test
    void everythingThatWasSaidIsStored() throws SQLException {
        var usage = new Usage(Map.of(
                "x-app-usage", "{\"call_count\":12}",
                "x-ad-account-usage", "{\"acc_id_util_pct\":9.67}",
                "x-fb-ads-insights-throttle", "not \0 JSON",
                "x-business-use-case-usage", "{\"1\":[{\"type\":\"ads_insights\",\"call_count\":97}]}"));

        assertThat(rows.add(List.of(
                                logged(NOW, usage, Optional.of(new Reached(Gate.USE_CASE, Duration.ofMinutes(1)))),
                                logged(NOW, Usage.SILENT, Optional.empty())))
                        .block())
                .isEqualTo(2);

        assertThat(query(
                        "SELECT concat_ws('|', account_id, told_at AT TIME ZONE 'UTC', section, app_usage, account_usage,"
                                + " insights_throttle, use_case_usage, app_percent, account_percent, insights_percent,"
                                + " reached) FROM usage_log ORDER BY reached",
                        true))
                .containsExactly(
                        "act_1|2025-11-05 10:00:00|totals|{\"call_count\":12}|{\"acc_id_util_pct\":9.67}|not   JSON|"
                                + "{\"1\":[{\"type\":\"ads_insights\",\"call_count\":97}]}|12|9.67|97|use_case",
                        "act_1|2025-11-05 10:00:00|totals");
    }

    @Test
    void aBatchThatIsStoredTwiceIsThereOnce() throws SQLException {
        var batch = List.of(logged(NOW, Usage.SILENT, Optional.empty()), logged(NOW, Usage.SILENT, Optional.empty()));

        rows.add(batch).block();
        assertThat(rows.add(batch).block()).isZero();

        assertThat(query("SELECT count(*) FROM usage_log", true)).containsExactly("2");
    }

    @Test
    void whatIsOlderThanThirtyDaysIsSwept() throws SQLException {
        var old = NOW.minus(Duration.ofDays(30));
        rows.add(List.of(
                        logged(old.minusMillis(1), Usage.SILENT, Optional.empty()),
                        logged(old, Usage.SILENT, Optional.empty())))
                .block();
        query(
                "INSERT INTO usage_log (account_id, told_at, answer_id, section) SELECT 'act_2',"
                        + " timestamptz '2025-01-01', gen_random_uuid(), 's' FROM generate_series(1, 12000)",
                false);

        assertThat(weekline.context()
                        .getBean(Chore.class, Qualifiers.byName("usage-log"))
                        .once()
                        .block())
                .isEqualTo(12_001);

        assertThat(query("SELECT count(*) FROM usage_log", true)).containsExactly("1");
    }

    @Test
    void theIndexesAreUsed() throws SQLException {
        query(
                "INSERT INTO usage_log (account_id, told_at, answer_id, section) SELECT 'act_' || a,"
                        + " timestamptz '2025-01-01' + m * interval '1 minute', gen_random_uuid(), 's'"
                        + " FROM generate_series(1, 100) a, generate_series(1, 200) m",
                false);
        query("ANALYZE usage_log", false);

        assertThat(String.join(
                        "\n",
                        query(
                                "EXPLAIN SELECT * FROM usage_log WHERE account_id = 'act_7' ORDER BY told_at DESC LIMIT 20",
                                true)))
                .contains("usage_log_pkey");
        assertThat(String.join(
                        "\n",
                        query(
                                "EXPLAIN SELECT account_id FROM usage_log WHERE told_at < '2025-01-01 00:03Z'"
                                        + " ORDER BY told_at LIMIT 5000",
                                true)))
                .contains("usage_log_to_sweep");
    }

    @Test
    void whatWaitsWhenTheServiceStopsIsStored() throws SQLException {
        try (var own = TestDatabase.fresh()) {
            try (var stopping = start(own)) {
                stopping.context().getBean(UsageLog.class).add(logged(NOW, Usage.SILENT, Optional.empty()));
            }
            try (var connection = own.connect();
                    var statement = connection.createStatement();
                    var result = statement.executeQuery("SELECT count(*) FROM usage_log")) {
                result.next();
                assertThat(result.getInt(1)).isOne();
            }
        }
    }

    private static LoggedUsage logged(Instant at, Usage usage, Optional<Reached> reached) {
        return new LoggedUsage(
                UUID.randomUUID(), new AccountId("act_1"), at, "totals", usage, UsageReading.of(usage), reached);
    }

    private List<String> query(String sql, boolean answers) throws SQLException {
        var found = new ArrayList<String>();
        try (var connection = database.connect();
                var statement = connection.createStatement()) {
            if (!answers) {
                statement.execute(sql);
                return found;
            }
            try (var result = statement.executeQuery(sql)) {
                while (result.next()) {
                    found.add(result.getString(1));
                }
            }
        }
        return found;
    }

    private static Weekline start(TestDatabase.Fresh database) {
        return Weekline.start(
                Map.of(
                        "WEEKLINE_DATABASE_URL", database.url(),
                        "WEEKLINE_ADMIN_KEY", "a-test-key-of-more-than-24-characters",
                        "WEEKLINE_ENCRYPTION_KEY", "c2l4dGVlbiBieXRlcyBhbmQgdGhlbiBzaXh0ZWVuISE=",
                        "WEEKLINE_META_MODE", "live",
                        "WEEKLINE_META_BASE_URL", "http://localhost:1",
                        "MICRONAUT_SERVER_PORT", "0"),
                Clock.fixed(NOW, ZoneOffset.UTC),
                SandboxSettings.defaults(),
                _ -> {});
    }
}
