package dev.weekline.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A refetch that moves figures makes the next revision; one that does not only makes the report younger. */
class RevisionTest {

    private static final String WEEK = "/reports/weekly/2025-W44";
    private static final String ACCOUNT = "?account=nordic-outdoor";
    private TestService service;

    @BeforeEach
    void start() {
        service = TestService.start(TestService.account("nordic-outdoor"));
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void lateConversionsMakeANewRevisionAndRenewTheComparisonOfTheNextWeek() {
        service.json(WEEK + ACCOUNT);
        var next = service.json("/reports/weekly/2025-W45" + ACCOUNT);
        service.time.pass(Duration.ofDays(2));

        var later = refreshed(WEEK);
        var compared = service.json("/reports/weekly/2025-W45" + ACCOUNT);

        assertThat(later.at("/revision").asInt()).isEqualTo(2);
        assertThat(later.at("/totals/purchases").decimalValue()).isPositive();
        assertThat(compared.at("/comparison").toString())
                .isNotEqualTo(next.at("/comparison").toString());
        assertThat(service.query("SELECT revision FROM report_revision WHERE week_start = '2025-10-27' ORDER BY 1"))
                .containsExactly("1", "2");
    }

    @Test
    void aCursorGoesOnReadingTheRevisionItBeganWith() {
        var expected = walk(WEEK + "/relevance" + ACCOUNT + "&limit=50&sort=-impressions", () -> {});
        var walked = walk(WEEK + "/relevance" + ACCOUNT + "&limit=50&sort=-impressions", () -> {
            service.time.pass(Duration.ofDays(2));
            assertThat(refreshed(WEEK).at("/revision").asInt()).isEqualTo(2);
        });

        assertThat(walked).isEqualTo(expected);
        assertThat(new HashSet<>(walked)).hasSameSizeAs(walked).hasSizeGreaterThan(100);
    }

    @Test
    void figuresThatStandKeepTheirRevisionAndLeaveNoRowsBehind() {
        var path = "/reports/weekly/2025-W41" + ACCOUNT;
        // 2025-W41 ended on 12 October; from 9 November on it is final and does not move any more.
        service.time.set(Instant.parse("2025-11-08T23:00:00Z"));
        var settling = service.json(path);
        service.time.set(Instant.parse("2025-11-30T10:00:00Z"));
        var last = refreshed("/reports/weekly/2025-W41");
        service.time.pass(Duration.ofDays(100));
        var calls = service.sandbox.counters().total();
        var finished = service.json(path);

        assertThat(settling.at("/maturity").asText()).isEqualTo("settling");
        assertThat(last.at("/maturity").asText()).isEqualTo("final");
        assertThat(finished).isEqualTo(last);
        assertThat(service.sandbox.counters().total()).isEqualTo(calls);
    }

    @Test
    void rowsOfASupersededRevisionAreSweptWhenNoCursorCanReadThemAnyMore() {
        var first = service.json(WEEK + "/relevance" + ACCOUNT + "&limit=10");
        service.time.pass(Duration.ofDays(2));
        refreshed(WEEK);
        var sweep = service.weekline.context().getBean(Sweep.class);

        sweep.once().block();
        assertThat(service.get(first.at("/next").asText()).statusCode()).isEqualTo(200);

        service.time.pass(Duration.ofHours(26));
        sweep.once().block();
        var expired = service.get(first.at("/next").asText());
        assertThat(expired.statusCode()).isEqualTo(400);
        assertThat(TestService.json(expired).at("/field").asText()).isEqualTo("cursor");
        assertThat(service.query("SELECT DISTINCT run_id FROM insight_row")).hasSize(1);
    }

    @Test
    void readersSeeTheOldReportOrTheNewOneAndNeverAMixture() {
        service.json(WEEK + ACCOUNT);
        var seen = new ConcurrentHashMap<Integer, JsonNode>();
        var reading = new AtomicBoolean(true);
        var reader = CompletableFuture.runAsync(() -> {
            while (reading.get()) {
                var report = service.json(WEEK + ACCOUNT + "&rows=500");
                seen.merge(report.at("/revision").asInt(), report, (_, newer) -> newer);
                assertThat(sum(report, "campaigns")).isEqualByComparingTo(spend(report));
                assertThat(sum(report, "daily")).isEqualByComparingTo(spend(report));
            }
        });
        for (var day = 0; day < 3; day++) {
            service.time.pass(Duration.ofDays(1));
            refreshed(WEEK);
        }
        reading.set(false);
        reader.join();

        assertThat(seen).hasSizeGreaterThan(1);
    }

    private static BigDecimal spend(JsonNode report) {
        return report.at("/totals/spend").decimalValue();
    }

    private static BigDecimal sum(JsonNode report, String section) {
        var sum = BigDecimal.ZERO;
        for (var row : report.at("/sections/" + section + "/rows")) {
            sum = sum.add(row.get("spend").decimalValue());
        }
        return sum;
    }

    /** Asks until the refresh behind a stale answer has been stored. */
    private JsonNode refreshed(String week) {
        return Awaitility.await()
                .until(
                        () -> service.json(week + ACCOUNT),
                        report -> report.at("/fetchedAt")
                                .asText()
                                .startsWith(service.time.instant().toString().substring(0, 10)));
    }

    private List<String> walk(String path, Runnable afterTheFirstPage) {
        var ids = new ArrayList<String>();
        var page = service.json(path);
        afterTheFirstPage.run();
        while (true) {
            page.at("/rows").forEach(row -> ids.add(row.at("/adId").asText() + " " + row.at("/impressions")));
            if (!page.has("next")) {
                return ids;
            }
            page = service.json(page.at("/next").asText());
        }
    }
}
