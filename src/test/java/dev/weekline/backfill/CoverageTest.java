package dev.weekline.backfill;

import static dev.weekline.report.TestService.account;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weekline.report.TestService;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The state of every week, as a heat map wants it. It is Wednesday, 2025-W45, everywhere. */
class CoverageTest {

    private static final TestService SERVICE = TestService.start(
            Map.of("WEEKLINE_QUOTA_UNITS_PER_HOUR", "1400", "WEEKLINE_QUOTA_BURST", "100"),
            account("belmonte"),
            account("hotel-lumen"));
    private static final String ID = account("belmonte").id();

    @AfterAll
    static void stop() {
        SERVICE.close();
    }

    @BeforeEach
    void clear() {
        SERVICE.execute("DELETE FROM week_work; DELETE FROM account_work; DELETE FROM weekly_report");
    }

    @Test
    void everyStateIsTold() {
        store("2025-09-22", "2025-11-05 09:00Z");
        store("2025-10-20", "2025-11-01 09:00Z");
        store("2025-10-27", "2025-11-05 09:00Z");
        store("2025-11-03", "2025-11-05 09:00Z");
        SERVICE.execute("""
                INSERT INTO week_work (account_id, week_start, cause, queued, background, turn, attempts, last_error, dead_at,
                    lease_holder, lease_until)
                VALUES ('%1$s', '2025-09-15', 'backfill', true, true, '2025-11-05 09:00Z', 8, '{"why": "Meta says \\"no\\""}',
                        now(), NULL, NULL),
                    ('%1$s', '2025-09-29', 'backfill', true, true, '2025-11-05 08:00Z', 0, NULL, NULL, NULL, NULL),
                    ('%1$s', '2025-10-06', 'backfill', true, true, '2025-11-05 07:00Z', 0, NULL, NULL,
                        gen_random_uuid(), now() + interval '1 hour')
                """.formatted(ID));

        var weeks = weeks("/coverage?account=belmonte&from=2025-W37&to=2025-W45");

        assertThat(weeks)
                .extracting(CoverageTest::brief)
                .containsExactly(
                        "2025-W37 missing",
                        "2025-W38 failed",
                        "2025-W39 stored final",
                        "2025-W40 queued",
                        "2025-W41 running",
                        "2025-W42 missing",
                        "2025-W43 stale settling",
                        "2025-W44 stored settling",
                        "2025-W45 stored open");
        assertThat(weeks.get(1).path("reason").asText()).isEqualTo("Meta says \"no\"");
        assertThat(weeks.get(1).path("attempts").asInt()).isEqualTo(8);
        assertThat(weeks.get(2).path("age").asInt()).isEqualTo(3600);
        assertThat(weeks.get(2).path("fetchedAt").asText()).isEqualTo("2025-11-05T09:00:00Z");
    }

    @Test
    void aPlaceInTheQueueComesWithATimeByTheQuota() {
        queue201Weeks("backfill");

        var weeks = weeks("/coverage?account=belmonte&from=2022-W50&to=2025-W44");

        assertThat(weeks.getLast().path("place").asInt()).isOne();
        assertThat(weeks.getFirst().path("place").asInt()).isEqualTo(151);
        // 201 missing weeks are read in seven spans of 28 units and one of 14, of which 1400 come back in an hour; for
        // the first 50 weeks there is room at once.
        assertThat(eta(weeks.getFirst()) - eta(weeks.get(50))).isBetween(132L, 136L);
    }

    @Test
    void whatIsReadAloneTakesItsTime() {
        queue201Weeks("upkeep");

        var weeks = weeks("/coverage?account=belmonte&from=2024-W45&to=2025-W44");

        // A week costs 14 units, of which 1400 come back in an hour; for four weeks there is room at once.
        assertThat(eta(weeks.getFirst()) - eta(weeks.getLast())).isBetween(47 * 36L, 51 * 36L);
    }

    @Test
    void whatMetaNoLongerTellsIsTold() {
        var weeks = weeks("/coverage?account=belmonte&from=2022-W38&to=2022-W42");

        assertThat(weeks)
                .extracting(CoverageTest::brief)
                .containsExactly(
                        "2022-W38 beyond-retention",
                        "2022-W39 beyond-retention",
                        "2022-W40 beyond-retention",
                        "2022-W41 missing",
                        "2022-W42 missing");
    }

    @Test
    void withoutNamesItIsAYearOfAllAccounts() {
        var items = SERVICE.json("/coverage").path("items");

        assertThat(items).extracting(item -> item.path("slug").asText()).containsExactly("belmonte", "hotel-lumen");
        assertThat(items).allSatisfy(item -> {
            assertThat(item.path("weeks")).hasSize(54);
            assertThat(item.path("weeks").get(53).path("week").asText()).isEqualTo("2025-W45");
        });
    }

    /**
     * After five times PostgreSQL may take a plan that suits no parameters at all, and that takes half a minute here.
     */
    @Test
    void itIsPlannedForWhatIsAskedHoweverOftenThatIs() {
        SERVICE.execute("""
                INSERT INTO ad_account (account_id, slug, name, currency, time_zone)
                SELECT 'act_9' || a, 'shop-' || a, 'n', 'EUR', 'UTC' FROM generate_series(1, 150) a;
                INSERT INTO weekly_report (account_id, week_start, revision, source, fetched_at, data_as_of, totals,
                    sections, absent)
                SELECT account_id, date '2022-10-17' + 7 * w, 1, 'meta', '2025-11-05 09:00Z', now(), '{}', '', '[]'
                FROM ad_account, generate_series(0, 159) w
                """);
        SERVICE.execute("VACUUM ANALYZE weekly_report");
        try {
            for (var time = 0; time < 25; time++) {
                assertThat(SERVICE.get("/coverage?from=2022-W42&to=2025-W45").statusCode())
                        .isEqualTo(200);
            }
        } finally {
            SERVICE.execute("DELETE FROM ad_account WHERE slug LIKE 'shop-%'");
        }
    }

    @Test
    void whatCannotBeMeantIsNamed() {
        for (var wrong : List.of(
                "/coverage?from=2025-W60 from",
                "/coverage?from=2020-W01&to=2025-W01 from",
                "/coverage?from=2025-W10&to=2025-W09 from",
                "/coverage?account=nobody account")) {
            var answer = SERVICE.get(wrong.split(" ")[0]);

            assertThat(answer.statusCode()).as(answer.body()).isIn(400, 404);
            assertThat(TestService.json(answer).path("field").asText()).isEqualTo(wrong.split(" ")[1]);
        }
    }

    private static List<JsonNode> weeks(String path) {
        var items = SERVICE.json(path).path("items");
        assertThat(items).hasSize(1);
        return items.get(0).path("weeks").valueStream().toList();
    }

    private static String brief(JsonNode week) {
        return String.join(
                        " ",
                        week.path("week").asText(),
                        week.path("state").asText(),
                        week.path("maturity").asText())
                .strip();
    }

    private static void queue201Weeks(String cause) {
        SERVICE.execute("""
                INSERT INTO week_work (account_id, week_start, cause, queued, background, turn)
                SELECT '%s', date '2025-10-27' - 7 * back, '%s', true, true,
                    timestamptz '2025-11-05 00:00Z' + back * interval '1 hour'
                FROM generate_series(0, 200) back
                """.formatted(ID, cause));
    }

    private static long eta(JsonNode week) {
        return Instant.parse(week.path("eta").asText()).getEpochSecond();
    }

    private static void store(String monday, String fetchedAt) {
        SERVICE.execute("""
                INSERT INTO weekly_report (account_id, week_start, revision, source, fetched_at, data_as_of, totals,
                    sections, absent)
                VALUES ('%s', '%s', 1, 'meta', '%s', now(), '{"spend": 1}', '{}', '[]')
                """.formatted(ID, monday, fetchedAt));
    }
}
