package dev.weekline.sandbox;

import static dev.weekline.sandbox.Caller.query;
import static dev.weekline.sandbox.Caller.week;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Questions that are answered later. */
class ReportRunsTest {

    private static final LocalDate MONDAY = LocalDate.of(2025, 9, 22);
    private static final Map<String, String> ADS =
            query("level", "ad", "fields", "spend,reach,actions", "time_range", week(MONDAY));
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration TO_COMPLETION = Duration.ofSeconds(20);

    private final TurnableClock clock = new TurnableClock("2025-11-20T12:00:00Z");
    private final SandboxSettings settings = SandboxSettings.defaults()
            .withLatency(Latency.none())
            .withRules(GraphRules.defaults()
                    .withRunPace(new ReportRunPace(SECOND, SECOND, Duration.ofSeconds(10), SECOND)));
    private final Sandbox sandbox = Sandbox.start(settings, clock);
    private final SandboxAccount belmonte = sandbox.accounts().getFirst();
    private final SandboxAccount other = sandbox.accounts().getLast();
    private final Caller caller = new Caller(sandbox);

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @Test
    void aRunPassesThroughItsStatesAsTheClockGoesOn() {
        var run = caller.startsRun(belmonte, ADS);
        var seen = new ArrayList<String>();
        for (var second = 0; second < 14; second++) {
            var state = state(run);
            seen.add(state.path("async_status").textValue() + " "
                    + state.path("async_percent_completion").intValue());
            clock.turnBy(SECOND);
        }

        assertThat(seen)
                .startsWith("Job Not Started 0", "Job Started 0", "Job Running 0", "Job Running 10")
                .endsWith("Job Running 90", "Job Running 100", "Job Completed 100");
    }

    @Test
    void aRunTellsWhatItIsAbout() {
        var run = caller.startsRun(belmonte, ADS);
        assertThat(state(run)).isEqualTo(Caller.json("""
                {"id": "%s", "account_id": "1203300000000017", "time_ref": 1763640000,
                 "async_status": "Job Not Started", "async_percent_completion": 0, "is_running": true,
                 "date_start": "2025-09-22", "date_stop": "2025-09-28"}
                """.formatted(run)));

        clock.turnBy(TO_COMPLETION);

        assertThat(state(run).path("is_running").booleanValue()).isFalse();
        assertThat(state(run).path("time_completed").longValue()).isEqualTo(1763640013);
    }

    @Test
    void aRunTellsTheFieldsItIsAskedFor() {
        var path = "/v26.0/" + caller.startsRun(belmonte, ADS);

        assertThat(caller.told(belmonte.accessToken(), path, query("fields", "async_status"))
                        .fieldNames())
                .toIterable()
                .containsExactly("async_status", "id");
        assertThat(caller.refused(belmonte.accessToken(), path, query("fields", "shoes"))
                        .path("message")
                        .textValue())
                .isEqualTo("(#100) Tried accessing nonexisting field (shoes) on node type (AdReportRun)");
    }

    @Test
    void theIdOfARunIsTextThatNoDoubleHolds() {
        var first = caller.startsRun(belmonte, ADS);
        var second = caller.startsRun(belmonte, ADS);

        assertThat(Long.parseLong(first)).isGreaterThan(1L << 53);
        assertThat(second).isNotEqualTo(first);
    }

    @Test
    void aCompletedRunTellsWhatTheEdgeTellsPageByPage() {
        var run = caller.startsRun(belmonte, ADS);
        clock.turnBy(TO_COMPLETION);

        assertThat(caller.listed(belmonte.accessToken(), rows(run), query("limit", "7")))
                .isEqualTo(caller.rows(belmonte, ADS))
                .hasSizeGreaterThan(20);
    }

    @Test
    void aRunKeepsTheFiguresOfTheMomentItWasAskedFor() {
        var today = query("fields", "spend", "date_preset", "today");
        var atNoon = caller.rows(belmonte, today);
        var run = caller.startsRun(belmonte, today);
        clock.turnBy(Duration.ofHours(3));

        assertThat(caller.listed(belmonte.accessToken(), rows(run), query())).isEqualTo(atNoon);
        assertThat(caller.rows(belmonte, today)).isNotEqualTo(atNoon);
    }

    @Test
    void nothingCanBeReadBeforeCompletionNotEvenAtAHundredPercent() {
        var run = caller.startsRun(belmonte, ADS);
        clock.turnBy(Duration.ofMillis(12_500));

        assertThat(state(run).path("async_percent_completion").intValue()).isEqualTo(100);
        var error = caller.refused(belmonte.accessToken(), rows(run), query());
        assertThat(error.path("code").intValue()).isEqualTo(2601);
        assertThat(error.path("error_subcode").intValue()).isEqualTo(1815107);
        assertThat(error.path("is_transient").booleanValue()).isTrue();
        assertThat(error.path("error_user_title").textValue()).isEqualTo("Loading Async Ads Report Failed");
    }

    @Test
    void parametersMayComeAsAForm() {
        var form = "level=account&fields=%5B%22spend%22%5D&time_range=%7B%22since%22%3A%222025-09-22%22%2C"
                + "%22until%22%3A%222025-09-28%22%7D&access_token=" + belmonte.accessToken();
        var run = Caller.json(post("application/x-www-form-urlencoded", form))
                .path("report_run_id")
                .textValue();
        clock.turnBy(TO_COMPLETION);

        assertThat(caller.listed(belmonte.accessToken(), rows(run), query()))
                .isEqualTo(caller.rows(belmonte, query("fields", "spend", "time_range", week(MONDAY))));
    }

    @Test
    void parametersMayComeInParts() {
        var form = part("level", "campaign") + part("time_range", week(MONDAY))
                + part("access_token", belmonte.accessToken()) + "--edge--\r\n";
        var run = Caller.json(post("multipart/form-data; boundary=edge", form))
                .path("report_run_id")
                .textValue();
        clock.turnBy(TO_COMPLETION);

        assertThat(caller.listed(belmonte.accessToken(), rows(run), query()))
                .isEqualTo(caller.rows(belmonte, query("level", "campaign", "time_range", week(MONDAY))));
    }

    @Test
    void whatTheEdgeRefusesIsRefusedWhenARunIsAskedFor() {
        var form = "fields=shoes&access_token=" + belmonte.accessToken();

        var refused = post("application/x-www-form-urlencoded", form);

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(Caller.json(refused).at("/error/message").textValue()).contains("nonexisting field (shoes)");
    }

    @Test
    void aRunIsThereForThoseWhoMayReadItsAccountOnly() {
        var run = caller.startsRun(belmonte, ADS);

        assertThat(caller.refused(other.accessToken(), "/v26.0/" + run, query())
                        .path("error_subcode")
                        .intValue())
                .isEqualTo(33);
    }

    @Test
    void aRunIsForgottenAfterThirtyDays() {
        var run = caller.startsRun(belmonte, ADS);
        clock.turnBy(Duration.ofDays(30).minus(SECOND));
        assertThat(state(run).path("async_status").textValue()).isEqualTo("Job Completed");

        clock.turnBy(SECOND);

        assertThat(caller.refused(belmonte.accessToken(), "/v26.0/" + run, query())
                        .path("error_subcode")
                        .intValue())
                .isEqualTo(33);
    }

    @Test
    void oldBrokenDownReachIsToldByTenRunsADay() {
        var old = query("breakdowns", "gender", "fields", "reach", "time_range", week(LocalDate.of(2024, 3, 4)));
        var runs = new ArrayList<String>();
        for (var i = 0; i < 11; i++) {
            runs.add(caller.startsRun(belmonte, old));
        }
        clock.turnBy(Duration.ofDays(1));
        runs.add(caller.startsRun(belmonte, old));
        clock.turnBy(TO_COMPLETION);

        var withReach = runs.stream()
                .map(run -> caller.listed(belmonte.accessToken(), rows(run), query())
                        .getFirst()
                        .has("reach"))
                .toList();

        assertThat(caller.rows(belmonte, old)).noneMatch(row -> row.has("reach"));
        assertThat(withReach.subList(0, 10)).containsOnly(true);
        assertThat(withReach.subList(10, 12)).containsExactly(false, true);
    }

    @Test
    void aSummaryMustHaveBeenAskedForWithTheRun() {
        var run = caller.startsRun(belmonte, ADS);
        clock.turnBy(TO_COMPLETION);

        assertThat(caller.refused(belmonte.accessToken(), rows(run), query("summary", "spend,clicks"))
                        .path("message")
                        .textValue())
                .isEqualTo("(#100) Cannot include clicks in summary param because they weren't there while creating"
                        + " the report run.");
    }

    private JsonNode state(String run) {
        return caller.told(belmonte.accessToken(), "/v26.0/" + run, query());
    }

    private static String rows(String run) {
        return "/v26.0/" + run + "/insights";
    }

    private HttpResponse<String> post(String contentType, String body) {
        return caller.send(caller.request("/v26.0/" + belmonte.id() + "/insights", query())
                .header("Content-Type", contentType)
                .POST(BodyPublishers.ofString(body))
                .build());
    }

    private static String part(String name, String value) {
        return String.join(
                "\r\n", List.of("--edge", "Content-Disposition: form-data; name=\"" + name + "\"", "", value, ""));
    }
}
