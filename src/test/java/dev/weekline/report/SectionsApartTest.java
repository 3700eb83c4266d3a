package dev.weekline.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weekline.sandbox.SandboxAccount;
import dev.weekline.sandbox.Section;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sections fail apart, are asked again alone, and are not asked at all where nothing can have moved. */
class SectionsApartTest {

    private static final SandboxAccount ACCOUNT = TestService.account("belmonte");
    private static final String FINAL = "/reports/weekly/2025-W39";

    /** Ended two days before {@link TestService#NOW}. */
    private static final String SETTLING = "/reports/weekly/2025-W44";

    private TestService service;

    @BeforeEach
    void start() {
        service = TestService.start(
                Map.of("WEEKLINE_META_RETRY_BASE", "1ms", "WEEKLINE_META_HTTP_FIRST_BYTE_DEADLINE", "700ms"), ACCOUNT);
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void whatCouldBeHadIsServedAndTheRestSaysWhyAndWhenItIsTriedAgain() {
        service.sandbox.script("every placements call: 503/2");

        var report = service.json(FINAL + "?account=belmonte");

        assertThat(report.at("/sections/placements/status").asText()).isEqualTo("unavailable");
        assertThat(report.at("/sections/placements/reason").asText()).isEqualTo("upstream-unavailable");
        assertThat(report.at("/sections/placements/detail").asText()).isNotEmpty();
        assertThat(report.at("/sections/placements/retryAt").asText())
                .isEqualTo(TestService.NOW.plusSeconds(30).toString());
        for (var section : List.of("campaigns", "demographics", "relevance", "daily")) {
            assertThat(report.at("/sections/" + section + "/status").asText()).isEqualTo("complete");
            assertThat(report.at("/sections/" + section + "/rows").isEmpty()).isFalse();
        }
        assertThat(report.at("/totals/spend").decimalValue()).isPositive();
    }

    @Test
    void whoWantsAllOrNothingGetsAProblemThatNamesTheSection() {
        service.sandbox.script("every placements call: 503/2");
        service.json(FINAL + "?account=belmonte");

        var strict = service.get(FINAL + "?account=belmonte", "Prefer", "handling=strict");
        var others = service.get(FINAL + "?account=belmonte&include=daily", "Prefer", "handling=strict");
        var rows = service.get(FINAL + "/placements?account=belmonte");

        assertThat(strict.statusCode()).isEqualTo(503);
        assertThat(TestService.json(strict).at("/type").asText()).isEqualTo("/problems/section-unavailable");
        assertThat(TestService.json(strict).at("/field").asText()).isEqualTo("placements");
        assertThat(strict.headers().firstValue("Retry-After")).hasValue("30");
        assertThat(others.statusCode()).isEqualTo(200);
        assertThat(others.headers().firstValue("Preference-Applied")).hasValue("handling=strict");
        assertThat(rows.statusCode()).isEqualTo(503);
        assertThat(TestService.json(rows).at("/type").asText()).isEqualTo("/problems/section-unavailable");
    }

    @Test
    void aSectionThatFailedIsAskedForAgainAloneAndAFinalWeekIsWholeThen() {
        service.sandbox.script("every placements call: 503/2");
        var partial = service.json(FINAL + "?account=belmonte");
        service.sandbox.behave();
        var asked = asked();
        service.time.pass(Duration.ofSeconds(31));

        var whole = refreshed(FINAL, partial);

        assertThat(asked() - asked).isOne();
        assertThat(whole.at("/sections/placements/status").asText()).isEqualTo("complete");
        assertThat(whole.at("/revision").asInt()).isEqualTo(2);
        assertThat(whole.at("/totals")).isEqualTo(partial.at("/totals"));
        assertThat(whole.at("/fetchedAt")).isEqualTo(partial.at("/fetchedAt"));
        assertThat(service.get(FINAL + "?account=belmonte")
                        .headers()
                        .firstValue("Cache-Control")
                        .orElseThrow())
                .contains("immutable");
    }

    @Test
    void eachFailureMakesThePauseLongerAndNobodyIsRefusedMeanwhile() {
        service.sandbox.script("every placements call: 503/2");
        var before = service.json(FINAL + "?account=belmonte");
        for (var pause : List.of(60, 120, 240)) {
            service.time.pass(Duration.ofSeconds(pause / 2 + 1));
            var now = service.time.instant();
            var next = now.plusSeconds(pause).toString();

            assertThat(service.json(FINAL + "?account=belmonte").at("/totals")).isEqualTo(before.at("/totals"));
            await().untilAsserted(() -> assertThat(service.json(FINAL + "?account=belmonte")
                            .at("/sections/placements/retryAt")
                            .asText())
                    .isEqualTo(next));
        }
    }

    @Test
    void aSectionThatCannotBeRefreshedKeepsItsRowsAndSaysHowOldTheyAre() {
        var first = service.json(SETTLING + "?account=belmonte");
        service.time.pass(Duration.ofHours(4));
        service.sandbox.script("every demographics call: 400/100");

        var later = refreshed(SETTLING, first);

        assertThat(later.at("/sections/demographics")).isEqualTo(first.at("/sections/demographics"));
        assertThat(kept(later, "demographics").at("/dataAsOf")).isEqualTo(first.at("/dataAsOf"));
        assertThat(kept(later, "demographics").at("/reason").asText()).isEqualTo("upstream-refused");
        assertThat(later.at("/kept").size()).isOne();
        assertThat(service.get(SETTLING + "?account=belmonte", "Prefer", "handling=strict")
                        .statusCode())
                .isEqualTo(503);
    }

    @Test
    void whereNothingThatIsCheapHasMovedTheRestIsNotAsked() {
        service.time.set(Instant.parse("2025-11-05T00:00:00Z"));
        var path = "/reports/weekly/2025-W41";
        var first = service.json(path + "?account=belmonte");
        var asked = service.sandbox.counters().sections();
        service.time.pass(Duration.ofHours(25));

        var later = refreshed(path, first);

        var more = service.sandbox.counters().sections();
        assertThat(more.entrySet().stream()
                        .filter(call -> !call.getValue().equals(asked.get(call.getKey())))
                        .map(call -> call.getKey().section()))
                .containsExactlyInAnyOrder(Section.TOTALS, Section.CAMPAIGNS, Section.RELEVANCE);
        assertThat(later.at("/revision")).isEqualTo(first.at("/revision"));
        assertThat(later.at("/dataAsOf").asText())
                .isGreaterThan(first.at("/dataAsOf").asText());
        for (var section : List.of("placements", "demographics", "daily")) {
            assertThat(kept(later, section).at("/reason").asText()).isEqualTo("unmoved");
            assertThat(kept(later, section).at("/dataAsOf")).isEqualTo(first.at("/dataAsOf"));
        }
        assertThat(service.query("SELECT units FROM fetch_run WHERE cause = 'stale'"))
                .containsExactly("3");
    }

    @Test
    void whereSomethingHasMovedEverythingIsAsked() {
        var first = service.json(SETTLING + "?account=belmonte");
        service.time.pass(Duration.ofHours(4));

        var later = refreshed(SETTLING, first);

        assertThat(later.at("/revision").asInt()).isEqualTo(2);
        assertThat(later.has("kept")).isFalse();
        assertThat(service.query("SELECT units FROM fetch_run WHERE cause = 'stale'"))
                .containsExactly("14");
    }

    @Test
    void whatAFetchBroughtThatCameToNothingIsNotAskedForAgain() {
        service.sandbox.script("every totals call: hang");
        assertThat(service.get(FINAL + "?account=belmonte").statusCode()).isEqualTo(202);
        service.sandbox.behave();
        var asked = asked();
        service.time.pass(Duration.ofSeconds(31));

        var report = service.json(FINAL + "?account=belmonte");

        assertThat(asked() - asked).isOne();
        assertThat(report.at("/sections").size()).isEqualTo(5);
        for (var section : report.at("/sections")) {
            assertThat(section.at("/status").asText()).isEqualTo("complete");
            assertThat(section.at("/rowCount").asInt()).isPositive();
        }
        service.time.pass(Duration.ofDays(3));
        service.weekline.context().getBean(Sweep.class).once().block();
        assertThat(service.json(FINAL + "/placements?account=belmonte").at("/rowCount"))
                .isEqualTo(report.at("/sections/placements/rowCount"));
        assertThat(service.json(FINAL + "/placements?account=belmonte")
                        .at("/rows")
                        .isEmpty())
                .isFalse();
    }

    @Test
    void whatAFetchBroughtLongAgoIsAskedForAgainAndItsRowsGo() {
        service.sandbox.script("every totals call: hang");
        service.get(FINAL + "?account=belmonte");
        service.sandbox.behave();
        var asked = asked();
        service.time.pass(Duration.ofHours(3));
        service.weekline.context().getBean(Sweep.class).once().block();
        assertThat(service.query("SELECT count(*) FROM insight_row")).containsExactly("0");
        assertThat(service.query("SELECT count(*) FROM run_piece")).containsExactly("0");

        service.json(FINAL + "?account=belmonte");

        assertThat(asked() - asked).isEqualTo(6);
    }

    private long asked() {
        return service.sandbox.counters().of(ACCOUNT.id());
    }

    /** The report as it is when the refresh behind a first answer is done. */
    private JsonNode refreshed(String path, JsonNode before) {
        assertThat(service.json(path + "?account=belmonte")).isEqualTo(before);
        return await().until(() -> service.json(path + "?account=belmonte"), report -> !report.equals(before));
    }

    private static JsonNode kept(JsonNode report, String section) {
        for (var kept : report.at("/kept")) {
            if (kept.at("/section").asText().equals(section)) {
                return kept;
            }
        }
        throw new AssertionError(section + " is not among what was kept: " + report.at("/kept"));
    }
}
