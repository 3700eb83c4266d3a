package dev.weekline.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A report is read through memory, database and Meta, and says the same thing whichever it came from. */
class ReadThroughTest {

    private static final String SLUG = "belmonte";
    private static TestService service;

    @BeforeAll
    static void start() {
        service = TestService.start(TestService.account(SLUG), TestService.account("nordic-outdoor"));
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void aMissingWeekCostsOneCallASectionAndIsThenAnsweredFromMemory() {
        var before = calls();
        var path = "/reports/weekly/2025-W30?account=belmonte";

        var first = service.get(path);
        var second = service.get(path);

        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(first.headers().firstValue("Cache-Status"))
                .hasValue("Weekline; fwd=miss; stored; detail=meta-missing");
        assertThat(second.headers().firstValue("Cache-Status")).hasValue("Weekline; hit; detail=memory-fresh");
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(calls() - before).isEqualTo(6);
    }

    @Test
    void noSectionIsOlderThanTheTotalsItCameWithHoweverFineTheClock() {
        // The database keeps microseconds, and would round these up.
        service.time.pass(Duration.ofNanos(654_987));

        var report = service.json("/reports/weekly/2025-W28?account=belmonte");

        assertThat(report.has("kept")).isFalse();
    }

    @Test
    void aReportHoldsWhatTheDesignSaysItHolds() {
        service.json("/reports/weekly/2025-W38?account=belmonte");
        var report = service.json("/reports/weekly/2025-W39?account=belmonte");

        assertThat(report.at("/account/id").asText()).isEqualTo("act_1203300000000017");
        assertThat(report.at("/account/currency").asText()).isEqualTo("PLN");
        assertThat(report.at("/account/timeZone").asText()).isEqualTo("Europe/Warsaw");
        assertThat(report.at("/week").asText()).isEqualTo("2025-W39");
        assertThat(report.at("/weekStart").asText()).isEqualTo("2025-09-22");
        assertThat(report.at("/weekEnd").asText()).isEqualTo("2025-09-28");
        assertThat(report.at("/maturity").asText()).isEqualTo("final");
        assertThat(report.at("/revision").asInt()).isEqualTo(1);
        assertThat(report.at("/source").asText()).isEqualTo("meta");
        assertThat(report.at("/fetchedAt").asText()).startsWith("2025-11-05T10:");
        assertThat(report.at("/comparison/week").asText()).isEqualTo("2025-W38");
        for (var section : new String[] {"campaigns", "placements", "demographics", "relevance", "daily"}) {
            assertThat(report.at("/sections/" + section + "/status").asText()).isEqualTo("complete");
            assertThat(report.at("/sections/" + section + "/recipe").asText()).isEqualTo(section + "/1");
            assertThat(report.at("/sections/" + section + "/rowCount").asInt()).isPositive();
        }
        assertThat(report.at("/sections/daily/rows").size()).isEqualTo(7);
        assertThat(report.at("/sections/daily/rows/0/date").asText()).isEqualTo("2025-09-22");
    }

    @Test
    void totalsAreAskedAtAccountLevelAndAgreeWithRowsOnlyWhereFiguresAddUp() {
        var report = service.json("/reports/weekly/2025-W37?account=belmonte&rows=500");

        assertThat(sum(report, "campaigns", "spend")).isEqualByComparingTo(total(report, "spend"));
        assertThat(sum(report, "daily", "impressions")).isEqualByComparingTo(total(report, "impressions"));
        assertThat(sum(report, "demographics", "clicks")).isEqualByComparingTo(total(report, "clicks"));
        assertThat(total(report, "reach")).isLessThan(sum(report, "daily", "reach"));
        assertThat(total(report, "ctr"))
                .isEqualByComparingTo(total(report, "clicks")
                        .multiply(BigDecimal.valueOf(100))
                        .divide(total(report, "impressions"), 6, java.math.RoundingMode.HALF_UP));
    }

    @Test
    void theComparisonIsTheChangeFromTheWeekBefore() {
        var before = service.json("/reports/weekly/2025-W33?account=belmonte");
        var report = service.json("/reports/weekly/2025-W34?account=belmonte");

        var change = total(report, "spend").subtract(total(before, "spend"));
        assertThat(report.at("/comparison/change/spend/absolute").decimalValue())
                .isEqualByComparingTo(change);
        assertThat(report.at("/comparison/change/spend/relative").decimalValue())
                .isEqualByComparingTo(change.divide(total(before, "spend"), 6, java.math.RoundingMode.HALF_UP));
    }

    @Test
    void aWeekThatArrivesLaterGivesTheNextWeekItsComparison() {
        var alone = service.json("/reports/weekly/2025-W27?account=belmonte");
        service.json("/reports/weekly/2025-W26?account=belmonte");
        var compared = service.json("/reports/weekly/2025-W27?account=belmonte");

        assertThat(alone.has("comparison")).isFalse();
        assertThat(compared.at("/comparison/week").asText()).isEqualTo("2025-W26");
        assertThat(compared.at("/revision").asInt()).isEqualTo(1);
    }

    @Test
    void currenciesWithoutMinorUnitsHaveWholeAmounts() {
        var spend = total(service.json("/reports/weekly/2025-W39?account=nordic-outdoor"), "spend");

        assertThat(spend.scale()).isZero();
    }

    @Test
    void theRowsOfASectionAreTheTopOnesBySpendAndTheRestIsBehindNext() {
        var report = service.json("/reports/weekly/2025-W36?account=nordic-outdoor&include=relevance&rows=10");
        var rows = report.at("/sections/relevance/rows");

        assertThat(rows.size()).isEqualTo(10);
        assertThat(report.at("/sections").size()).isEqualTo(1);
        assertThat(rows.at("/0/spend").decimalValue())
                .isGreaterThan(rows.at("/9/spend").decimalValue());
        var next = service.json(report.at("/sections/relevance/next").asText());
        assertThat(next.at("/rows/0/spend").decimalValue())
                .isLessThanOrEqualTo(rows.at("/9/spend").decimalValue());
        assertThat(next.at("/rowCount").asInt())
                .isEqualTo(report.at("/sections/relevance/rowCount").asInt());
    }

    @Test
    void aStaleWeekIsAnsweredAtOnceAndRefreshedBehindTheAnswer() {
        var path = "/reports/weekly/2025-W45?account=belmonte";
        var first = service.json(path);
        service.time.pass(Duration.ofHours(2));
        try {
            var stale = service.get(path);

            assertThat(stale.body()).isEqualTo(service.get(path).body());
            assertThat(stale.headers().firstValue("Age")).hasValue("7200");
            assertThat(stale.headers().firstValue("Cache-Status").orElseThrow()).contains("hit; ttl=-6300");
            org.awaitility.Awaitility.await().untilAsserted(() -> {
                var fresh = service.json(path);
                assertThat(fresh.at("/fetchedAt").asText())
                        .isGreaterThan(first.at("/fetchedAt").asText());
                assertThat(fresh.at("/revision").asInt()).isEqualTo(2);
            });
        } finally {
            service.time.set(TestService.NOW);
        }
    }

    @Test
    void theTrendOfASpanTellsWhatIsStoredAndFetchesNothing() {
        service.json("/reports/weekly/2025-W20?account=belmonte");
        service.json("/reports/weekly/2025-W22?account=belmonte");
        var before = calls();

        var trend = service.json("/reports/weekly?account=belmonte&from=2025-W20&to=2025-W23");

        assertThat(trend.at("/weeks").size()).isEqualTo(2);
        assertThat(trend.at("/weeks/1/week").asText()).isEqualTo("2025-W22");
        assertThat(trend.at("/weeks/1/totals/spend").decimalValue()).isPositive();
        assertThat(calls()).isEqualTo(before);
    }

    @Test
    void everyFetchLeavesItsRun() {
        service.get("/reports/weekly/2025-W29?account=belmonte", "X-Request-Id", "why-was-it-fetched");

        var run = service.query("""
                SELECT concat_ws(' ', cause, outcome, calls, units, revision, jsonb_array_length(sections),
                    usage_after ? 'x-app-usage', row_count > 0, finished_at IS NOT NULL)
                FROM fetch_run WHERE request_id = 'why-was-it-fetched'""");
        assertThat(run).containsExactly("missing stored 6 14 1 6 t t t");
    }

    private static long calls() {
        return service.sandbox.counters().total();
    }

    private static BigDecimal total(JsonNode report, String figure) {
        return report.at("/totals/" + figure).decimalValue();
    }

    private static BigDecimal sum(JsonNode report, String section, String figure) {
        return StreamSupport.stream(report.at("/sections/" + section + "/rows").spliterator(), false)
                .filter(row -> row.has(figure))
                .map(row -> row.get(figure).decimalValue())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
