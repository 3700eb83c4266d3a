package dev.weekline.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weekline.report.Scrape.Sample;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** What a scrape tells is what has happened. */
@TestMethodOrder(OrderAnnotation.class)
class MetricsTest {

    static final Map<String, String> OFTEN = Map.of(
            "WEEKLINE_METERS_EVERY", "100ms",
            "WEEKLINE_METERS_DELAY", "100ms",
            "WEEKLINE_METERS_LOOK_EVERY", "50ms",
            "WEEKLINE_METERS_TIER_EVERY", "100ms",
            "WEEKLINE_META_RETRY_BASE", "1ms");

    private static final String REPORTS = "weekline_reports_served_seconds_count";
    private static final String CALLS = "weekline_meta_calls_seconds_count";

    private static TestService service;

    @BeforeAll
    static void start() {
        service = TestService.start(OFTEN, TestService.account("belmonte"), TestService.account("nordic-outdoor"));
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    private static Scrape scrape() {
        return new Scrape(service.get("/prometheus").body());
    }

    @Test
    @Order(1)
    void whatAMixedLoadWithFailuresDidIsCounted() {
        var before = scrape();
        var called = service.sandbox.counters().total();
        service.sandbox.script("the 1st campaigns call: 503/2", "the 1st placements call: HTML");
        for (var week : List.of("2025-W30", "2025-W31", "2025-W32")) {
            service.json("/reports/weekly/" + week + "?account=belmonte");
            service.json("/reports/weekly/" + week + "?account=belmonte");
            service.json("/reports/weekly/" + week + "?account=belmonte");
        }
        service.json("/reports/weekly/2025-W33?account=nordic-outdoor");
        service.sandbox.behave();
        assertThat(service.get("/reports/weekly/2025-W99?account=belmonte").statusCode())
                .isEqualTo(400);
        assertThat(service.get("/reports/weekly/2025-W30?account=nobody").statusCode())
                .isEqualTo(404);

        var after = scrape();

        assertThat(difference(before, after, CALLS))
                .isEqualTo(service.sandbox.counters().total() - called);
        assertThat(difference(before, after, CALLS, "section", "campaigns", "outcome", "ok"))
                .isEqualTo(4);
        assertThat(difference(before, after, CALLS) - difference(before, after, CALLS, "outcome", "ok"))
                .isPositive();
        assertThat(difference(before, after, REPORTS, "from", "fetch")).isEqualTo(4);
        assertThat(difference(before, after, REPORTS, "from", "memory")
                        + difference(before, after, REPORTS, "from", "database"))
                .isEqualTo(6);
        assertThat(difference(before, after, "weekline_reports_taken_total", "revision", "first"))
                .isEqualTo(4);
        var requests = "weekline_http_requests_seconds_count";
        assertThat(difference(before, after, requests, "route", "/reports/weekly/{week}", "status", "200"))
                .isEqualTo(10);
        assertThat(difference(before, after, requests, "route", "/reports/weekly/{week}", "status", "400"))
                .isEqualTo(1);
        assertThat(difference(before, after, requests, "route", "/reports/weekly/{week}", "status", "404"))
                .isEqualTo(1);
    }

    @Test
    @Order(2)
    void unitsAreThoseOfTheAudit() {
        service.json("/reports/weekly/2025-W20?account=belmonte");
        var units = Double.parseDouble(
                service.query("SELECT coalesce(sum(units), 0) FROM fetch_run WHERE cause = 'missing'")
                        .getFirst());

        await().untilAsserted(() -> assertThat(scrape().sum("weekline_quota_units_total", "cause", "missing"))
                .isEqualTo(units));
    }

    @Test
    @Order(3)
    void aStaleReportIsCountedAsStale() {
        service.json("/reports/weekly/2025-W44?account=belmonte");
        service.time.pass(Duration.ofHours(4));
        var before = scrape();

        service.json("/reports/weekly/2025-W44?account=belmonte");

        assertThat(difference(before, scrape(), REPORTS, "from", "stale")).isEqualTo(1);
    }

    @Test
    @Order(4)
    void storedWeeksAreCountedByMaturity() {
        var stored = Double.parseDouble(
                service.query("SELECT count(*) FROM weekly_report").getFirst());

        await().untilAsserted(() -> {
            var weeks = scrape();
            assertThat(weeks.sum("weekline_weeks", "state", "stored") + weeks.sum("weekline_weeks", "state", "partial"))
                    .isEqualTo(stored);
            assertThat(weeks.sum("weekline_weeks", "maturity", "settling")).isEqualTo(1);
        });
    }

    @Test
    @Order(5)
    void theQueueTellsWhoWaitsAndForHowLong() {
        service.execute("""
                INSERT INTO week_work (account_id, week_start, cause, queued, not_before, created_at)
                SELECT account_id, '2024-01-01', 'missing', true, 'infinity', now() - interval '2 hours' FROM ad_account""");

        await().untilAsserted(() -> {
            assertThat(scrape().sum("weekline_queue_weeks", "priority", "readers"))
                    .isEqualTo(2);
            assertThat(scrape().sum("weekline_queue_oldest_seconds", "priority", "readers"))
                    .isBetween(7200.0, 7300.0);
        });
        service.execute("DELETE FROM week_work");
    }

    @Test
    @Order(6)
    void aLeaseThatHadLapsedIsTakenOverAndCounted() {
        service.execute("""
                INSERT INTO week_work (account_id, week_start, cause, lease_holder, lease_until)
                SELECT account_id, '2025-05-05', 'missing', gen_random_uuid(), now() - interval '1 minute'
                FROM ad_account WHERE slug = 'belmonte'""");

        service.json("/reports/weekly/2025-W19?account=belmonte");

        assertThat(scrape().sum("weekline_leases_takeovers_total")).isEqualTo(1);
    }

    @Test
    @Order(7)
    void whatEndsIsToldInDays() {
        service.execute("UPDATE access_token SET expires_at = '2025-11-15T14:00:00Z'");

        await().untilAsserted(() ->
                assertThat(scrape().sum("weekline_accounts_tokens_left_days")).isBetween(9.9, 10.1));
        assertThat(scrape().sum("weekline_accounts_tokens", "state", "healthy")).isEqualTo(2);
        // A year after its release, by a clock that stands in November 2025.
        assertThat(scrape().sum("weekline_meta_version_left_days", "version", "v26.0"))
                .isBetween(630.0, 632.0);
    }

    @Test
    @Order(8)
    void whoSavesTooManyCallsIsWarned() {
        assertThat(scrape().sum("weekline_meta_tier_endangered")).isZero();

        service.execute("""
                INSERT INTO usage_log (account_id, told_at, answer_id, section)
                VALUES ('act_1', '2025-10-01', gen_random_uuid(), 'totals')""");

        await().untilAsserted(() ->
                assertThat(scrape().sum("weekline_meta_tier_endangered")).isOne());
        assertThat(scrape().sum("weekline_meta_tier_wanted_calls")).isEqualTo(500);
        await().untilAsserted(() -> assertThat(scrape().sum("weekline_meta_tier_calls"))
                .isEqualTo(Double.parseDouble(
                        service.query("SELECT count(*) - 1 FROM usage_log").getFirst())));
    }

    @Test
    @Order(9)
    void aThousandAccountsMakeNoMoreSeriesThanTwo() {
        var before = series(scrape());
        service.execute("""
                INSERT INTO ad_account (account_id, slug, name, currency, time_zone)
                SELECT 'act_9' || a, 'shop-' || a, 'Shop', 'EUR', 'Europe/Berlin' FROM generate_series(1, 1000) a""");
        service.execute("""
                INSERT INTO week_work (account_id, week_start, cause, queued, not_before)
                SELECT account_id, '2024-01-01', 'missing', true, 'infinity' FROM ad_account""");
        service.execute("""
                INSERT INTO weekly_report (account_id, week_start, revision, source, fetched_at, data_as_of, totals, sections, absent)
                SELECT account_id, '2024-01-08', 1, 'meta', now(), now(), '{}', '{}', '[]' FROM ad_account
                ON CONFLICT DO NOTHING""");
        await().untilAsserted(
                        () -> assertThat(scrape().sum("weekline_queue_weeks")).isEqualTo(1002));

        var after = scrape();

        assertThat(series(after)).isEqualTo(before);
        assertThat(after.samples().stream()
                        .flatMap(sample -> sample.labels().entrySet().stream())
                        .filter(label -> label.getKey().equals("account"))
                        .map(Map.Entry::getValue)
                        .distinct())
                .hasSizeLessThanOrEqualTo(5);
        assertThat(after.samples().stream().flatMap(sample -> sample.labels().values().stream()))
                .noneMatch(value -> value.startsWith("shop-") || value.startsWith("act_9"));
    }

    @Test
    @Order(10)
    void allOfOursIsDescribedAndNothingIsSecret() {
        var text = service.get("/prometheus").body();
        var scrape = new Scrape(text);

        var families = scrape.names().stream()
                .filter(name -> name.startsWith("weekline_"))
                .map(name -> name.replaceAll("_(bucket|count|sum)$", ""))
                .collect(Collectors.toSet());

        assertThat(scrape.described()).containsAll(families);
        assertThat(text)
                .doesNotContain(TestService.KEY, TestService.account("belmonte").accessToken(), "Bearer ");
    }

    private static Set<Map<String, String>> series(Scrape scrape) {
        return scrape.samples().stream()
                .filter(sample ->
                        sample.name().startsWith("weekline_") && !sample.name().startsWith("weekline_http"))
                // The five worst come and go.
                .filter(sample -> !sample.labels().containsKey("account"))
                .map(MetricsTest::identity)
                .collect(Collectors.toSet());
    }

    private static Map<String, String> identity(Sample sample) {
        var identity = new HashMap<>(sample.labels());
        identity.put("__name__", sample.name());
        return identity;
    }

    private static double difference(Scrape before, Scrape after, String name, String... labels) {
        return after.sum(name, labels) - before.sum(name, labels);
    }
}
