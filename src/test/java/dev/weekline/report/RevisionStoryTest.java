package dev.weekline.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The revisions of a week tell what each of them changed, without asking Meta. */
class RevisionStoryTest {

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
    void aRevisionTellsWhatItChangedInTotalsAndRows() {
        var before = service.json(WEEK + ACCOUNT + "&rows=500");
        service.time.pass(Duration.ofDays(2));
        var after = refreshed();
        var calls = service.sandbox.counters().total();

        var story = service.json(WEEK + "/revisions" + ACCOUNT);

        assertThat(service.sandbox.counters().total()).isEqualTo(calls);
        assertThat(story.at("/account/slug").asText()).isEqualTo("nordic-outdoor");
        assertThat(story.at("/week").asText()).isEqualTo("2025-W44");
        assertThat(story.at("/revisions").size()).isEqualTo(2);
        assertThat(story.has("next")).isFalse();
        var second = story.at("/revisions/0");
        var first = story.at("/revisions/1");
        assertThat(first.at("/totals")).isEqualTo(before.at("/totals"));
        assertThat(second.at("/totals")).isEqualTo(after.at("/totals"));
        assertThat(first.has("changes")).isFalse();
        assertThat(second.has("supersededAt")).isFalse();
        assertThat(first.at("/supersededAt")).isEqualTo(second.at("/fetchedAt"));
        assertThat(second.at("/changes/totals").size()).isPositive();
        second.at("/changes/totals").properties().forEach(change -> {
            assertThat(change.getValue().path("before").decimalValue())
                    .isEqualByComparingTo(
                            before.at("/totals").path(change.getKey()).decimalValue());
            assertThat(change.getValue().path("after").decimalValue())
                    .isEqualByComparingTo(
                            after.at("/totals").path(change.getKey()).decimalValue());
            assertThat(change.getValue().path("absolute").decimalValue()).isNotZero();
        });
        for (var section : List.of("campaigns", "placements", "demographics", "daily")) {
            assertThat(counts(second.at("/changes/sections/" + section)))
                    .as(section)
                    .isEqualTo(compared(before.at("/sections/" + section), after.at("/sections/" + section)));
        }
    }

    @Test
    void eachSectionSaysHowItsRowsAddUpToTheTotals() {
        var report = service.json(WEEK + ACCOUNT + "&rows=500");

        assertThat(report.at("/sections/relevance").has("reconciliation")).isFalse();
        for (var section : List.of("campaigns", "placements", "demographics", "daily")) {
            var found = report.at("/sections/" + section + "/reconciliation");
            for (var figure : List.of("spend", "impressions")) {
                var sum = BigDecimal.ZERO;
                for (var row : report.at("/sections/" + section + "/rows")) {
                    sum = sum.add(row.path(figure).decimalValue());
                }
                assertThat(found.at("/" + figure + "/sum").decimalValue()).isEqualByComparingTo(sum);
                assertThat(found.at("/" + figure + "/difference").decimalValue())
                        .isEqualByComparingTo(
                                sum.subtract(report.at("/totals/" + figure).decimalValue()));
            }
            assertThat(found.at("/withinTolerance").asBoolean()).isTrue();
        }
    }

    @Test
    void pagesTogetherAreTheWholeStory() {
        service.json(WEEK + ACCOUNT);
        for (var day = 0; day < 3; day++) {
            service.time.pass(Duration.ofDays(1));
            refreshed();
        }
        var whole = service.json(WEEK + "/revisions" + ACCOUNT).at("/revisions");

        var pages = new ArrayList<JsonNode>();
        var page = service.json(WEEK + "/revisions" + ACCOUNT + "&limit=3");
        page.at("/revisions").forEach(pages::add);
        while (page.has("next")) {
            page = service.json(page.at("/next").asText());
            page.at("/revisions").forEach(pages::add);
        }

        assertThat(whole.size()).isEqualTo(4);
        assertThat(pages).hasSize(4).containsExactlyElementsOf(whole);
    }

    @Test
    void aRevisionOfBeforeChangesWereNotedJustLacksThem() {
        service.json(WEEK + ACCOUNT);
        service.time.pass(Duration.ofDays(1));
        refreshed();
        service.execute("UPDATE report_revision SET changes = NULL");

        assertThat(service.json(WEEK + "/revisions" + ACCOUNT)
                        .at("/revisions/0")
                        .has("changes"))
                .isFalse();
    }

    @Test
    void aWeekOfWhichNothingIsStoredHasNoStoryAndIsNotFetched() throws IOException, InterruptedException {
        var calls = service.sandbox.counters().total();
        var unknown = service.get("/reports/weekly/2025-W30/revisions" + ACCOUNT);
        var head = service.http()
                .send(
                        service.direct("/reports/weekly/2025-W30/revisions" + ACCOUNT)
                                .method("HEAD", BodyPublishers.noBody())
                                .build(),
                        BodyHandlers.ofString());

        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(TestService.json(unknown).at("/type").asText()).isEqualTo("/problems/not-found");
        assertThat(head.statusCode()).isEqualTo(404);
        assertThat(service.get("/reports/weekly/2025-W30/revisions" + ACCOUNT + "&limit=0")
                        .statusCode())
                .isEqualTo(400);
        assertThat(service.sandbox.counters().total()).isEqualTo(calls);

        service.json(WEEK + ACCOUNT);
        var known = service.http()
                .send(
                        service.direct(WEEK + "/revisions" + ACCOUNT)
                                .method("HEAD", BodyPublishers.noBody())
                                .build(),
                        BodyHandlers.ofString());
        assertThat(known.statusCode()).isEqualTo(200);
        assertThat(known.body()).isEmpty();
    }

    /** Added, removed and changed rows, by what the reports show. */
    private static List<Long> compared(JsonNode before, JsonNode after) {
        assertThat(before.has("next") || after.has("next")).isFalse();
        var earlier = byDimensions(before);
        var later = byDimensions(after);
        return List.of(
                later.keySet().stream().filter(key -> !earlier.containsKey(key)).count(),
                earlier.keySet().stream().filter(key -> !later.containsKey(key)).count(),
                later.entrySet().stream()
                        .filter(row -> earlier.containsKey(row.getKey())
                                && !earlier.get(row.getKey()).equals(row.getValue()))
                        .count());
    }

    private static Map<String, JsonNode> byDimensions(JsonNode section) {
        var rows = new HashMap<String, JsonNode>();
        for (var row : section.at("/rows")) {
            var about = new StringBuilder();
            for (var name : List.of("campaignId", "publisherPlatform", "platformPosition", "age", "gender", "date")) {
                about.append(row.path(name).asText()).append('/');
            }
            rows.put(about.toString(), row);
        }
        return rows;
    }

    private static List<Long> counts(JsonNode moved) {
        return List.of(
                moved.at("/added").asLong(),
                moved.at("/removed").asLong(),
                moved.at("/changed").asLong());
    }

    /** Asks until the refresh behind a stale answer has been stored. */
    private JsonNode refreshed() {
        return await().until(
                        () -> service.json(WEEK + ACCOUNT + "&rows=500"),
                        report -> report.at("/fetchedAt")
                                .asText()
                                .startsWith(service.time.instant().toString().substring(0, 10)));
    }
}
