package dev.weekline.backfill;

import static dev.weekline.report.TestService.account;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weekline.report.TestService;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Backfills that somebody asks for, in a whole service. It is Wednesday, 2025-W45. */
class BackfillTest {

    private static final String TEN_WEEKS = """
            {"accounts": ["belmonte"], "from": "2025-W30", "to": "2025-W39"%s}""";

    private final TestService service = TestService.start(
            Map.of("WEEKLINE_PLAN_HORIZON", "1", "WEEKLINE_BACKFILL_ATTEMPTS", "1", "WEEKLINE_BACKFILL_TOGETHER", "1"),
            account("belmonte"),
            account("hotel-lumen"));

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void aPlanSaysWhatItWouldTakeAndBeginsNothing() {
        var plan = TestService.json(post("/backfills", TEN_WEEKS.formatted(", \"dryRun\": true"), 200));

        assertThat(plan.path("weeks").asInt()).isEqualTo(10);
        assertThat(plan.path("calls").asInt()).isPositive();
        assertThat(plan.path("units").asInt()).isPositive();
        assertThat(Instant.parse(plan.path("eta").asText())).isAfter(TestService.NOW);
        assertThat(service.query("SELECT count(*) FROM week_work")).containsExactly("0");
        assertThat(service.json("/backfills").path("items")).isEmpty();
    }

    @Test
    void whatIsStoredIsNotPlannedAgain() {
        service.json("/reports/weekly/2025-W33?account=belmonte");

        assertThat(TestService.json(post("/backfills", TEN_WEEKS.formatted(", \"dryRun\": true"), 200))
                        .path("weeks")
                        .asInt())
                .isEqualTo(9);
    }

    @Test
    void aBackfillIsWatchedUntilItIsDone() {
        var begun = post("/backfills", TEN_WEEKS.formatted(""), 202);
        var operation = begun.headers().firstValue("Location").orElseThrow();
        var id = TestService.json(begun).path("id").asText();
        assertThat(operation).isEqualTo("/operations/" + id);

        var half = steps(5);
        assertThat(half).allMatch(step -> step.path("outcome").asText().equals("stored"));
        var backfill = service.json("/backfills/" + id);
        assertThat(backfill.path("state").asText()).isEqualTo("running");
        assertThat(backfill.path("stored").asInt()).isEqualTo(5);
        assertThat(backfill.path("percent").asInt()).isEqualTo(50);
        var eta = Instant.parse(backfill.path("eta").asText());

        steps(3);
        assertThat(Instant.parse(service.json("/backfills/" + id).path("eta").asText()))
                .isBefore(eta);

        steps(2);
        service.json("/backfills/" + id);
        var done = service.json(operation);
        assertThat(done.path("state").asText()).isEqualTo("done");
        assertThat(done.at("/result/weeks").asInt()).isEqualTo(10);
        assertThat(done.at("/result/stored").asInt()).isEqualTo(10);
        assertThat(service.get(operation, "Accept", "text/event-stream").body()).contains("\"state\":\"done\"");
        assertThat(service.query("SELECT count(*) FROM weekly_report WHERE week_start <= '2025-09-22'"))
                .containsExactly("10");
    }

    @Test
    void theSameRequestIsOneBackfillWhileItIsUnderWay() {
        var first = TestService.json(post("/backfills", TEN_WEEKS.formatted(""), 202))
                .path("id");
        var second = TestService.json(
                        post("/backfills", """
                {"accounts": ["%s", "belmonte"], "from": "2025-W30", "to": "2025-W39", "sections": ["daily", "relevance",
                "demographics", "placements", "campaigns"]}""".formatted(account("belmonte").id()), 202))
                .path("id");
        assertThat(second).isEqualTo(first);

        steps(10);
        service.json("/backfills");
        var third = TestService.json(post("/backfills", TEN_WEEKS.formatted(""), 202));
        assertThat(third.path("id")).isNotEqualTo(first);
        assertThat(third.path("weeks").asInt()).isZero();
        assertThat(third.path("state").asText()).isEqualTo("done");
        assertThat(service.json("/backfills").path("items")).hasSize(2);
    }

    @Test
    void whatIsCalledOffKeepsWhatIsDone() {
        var id = TestService.json(post("/backfills", TEN_WEEKS.formatted(""), 202))
                .path("id")
                .asText();
        steps(4);

        var cancelled =
                service.send(service.request("/backfills/" + id).DELETE().build());

        assertThat(cancelled.statusCode()).isEqualTo(200);
        assertThat(TestService.json(cancelled).path("state").asText()).isEqualTo("cancelled");
        assertThat(service.json("/operations/" + id).path("state").asText()).isEqualTo("cancelled");
        assertThat(service.query("SELECT count(*) FROM weekly_report WHERE week_start <= '2025-09-22'"))
                .containsExactly("4");
        assertThat(service.query("SELECT count(*) FROM week_work WHERE week_start <= '2025-09-22'"))
                .containsExactly("0");
    }

    @Test
    void whatWasGivenUpIsToldAndMayBeTriedAnew() {
        var id = TestService.json(post("/backfills", TEN_WEEKS.formatted(""), 202))
                .path("id")
                .asText();
        service.sandbox.script("every totals call of " + account("belmonte").id() + ": 503/2");
        steps(9);
        var failing = service.json("/backfills/" + id);
        assertThat(failing.path("failed").asInt()).isEqualTo(9);
        assertThat(service.json("/coverage?account=belmonte&from=2025-W39&to=2025-W39")
                        .at("/items/0/weeks/0/state")
                        .asText())
                .isEqualTo("failed");

        service.sandbox.behave();
        var requeued = post("/backfills/" + id + "/requeue", "", 202);
        assertThat(TestService.json(requeued).path("id").asText()).isEqualTo(id);
        steps(10);
        assertThat(service.json("/backfills/" + id).path("state").asText()).isEqualTo("done");
        assertThat(service.json("/backfills/" + id).path("stored").asInt()).isEqualTo(10);
    }

    @Test
    void oneThatIsOverBeginsAnewAsAnother() {
        var id = TestService.json(post("/backfills", TEN_WEEKS.formatted(""), 202))
                .path("id")
                .asText();
        service.sandbox.script("every totals call of " + account("belmonte").id() + ": 503/2");
        steps(10);
        service.json("/backfills/" + id);
        assertThat(service.json("/operations/" + id).at("/result/failed").asInt())
                .isEqualTo(10);
        service.sandbox.behave();

        var anew = TestService.json(post("/backfills/" + id + "/requeue", "", 202));

        assertThat(anew.path("id").asText()).isNotEqualTo(id);
        assertThat(anew.path("weeks").asInt()).isEqualTo(10);
        steps(10);
        service.json("/backfills");
        assertThat(service.json("/operations/" + anew.path("id").asText())
                        .at("/result/stored")
                        .asInt())
                .isEqualTo(10);
    }

    @Test
    void whoBeginsAndCallsOffIsWrittenDownAndNothingIsBegunWithoutIt() {
        service.execute("ALTER TABLE audit_entry RENAME TO out_of_reach");
        post("/backfills", TEN_WEEKS.formatted(""), 500);
        service.execute("ALTER TABLE out_of_reach RENAME TO audit_entry");
        assertThat(service.json("/backfills").path("items")).isEmpty();
        assertThat(service.query("SELECT count(*) FROM week_work WHERE week_start <= '2025-09-22'"))
                .containsExactly("0");

        var id = TestService.json(post("/backfills", TEN_WEEKS.formatted(""), 202))
                .path("id")
                .asText();
        post("/backfills", TEN_WEEKS.formatted(""), 202);
        service.send(service.request("/backfills/" + id).DELETE().build());
        service.send(service.request("/backfills/" + id).DELETE().build());

        var entries = service.json("/audit?limit=2").path("items");
        assertThat(entries.findValuesAsText("what")).containsExactly("backfill.cancelled", "backfill.begun");
        assertThat(entries.at("/1/after/from").asText()).isEqualTo("2025-W30");
        assertThat(entries.findValues("after"))
                .allSatisfy(facts -> assertThat(facts.path("id").asText()).isEqualTo(id));
    }

    @Test
    void allAccountsAreMeantWhereNoneIsNamed() {
        var all = TestService.json(post("/backfills", """
                {"from": "2025-W30", "to": "2025-W39"}""", 202));

        assertThat(all.path("weeks").asInt()).isEqualTo(20);
        assertThat(all.has("accounts")).isFalse();
    }

    @Test
    void whatCannotBeMeantIsNamed() {
        for (var wrong : List.of(
                List.of("from", "{\"to\": \"2025-W39\"}"),
                List.of("to", "{\"from\": \"2025-W39\", \"to\": \"2025-W60\"}"),
                List.of("from", "{\"from\": \"2025-W39\", \"to\": \"2025-W30\"}"),
                List.of("accounts", "{\"from\": \"2025-W30\", \"to\": \"2025-W39\", \"accounts\": []}"),
                List.of("sections", "{\"from\": \"2025-W30\", \"to\": \"2025-W39\", \"sections\": []}"))) {
            var answer = post("/backfills", wrong.getLast(), 400);
            assertThat(TestService.json(answer).path("field").asText()).isEqualTo(wrong.getFirst());
        }
        assertThat(service.get("/backfills/none").statusCode()).isEqualTo(404);
        assertThat(service.get("/backfills/0199a1f0-5c3b-7d52-9b0e-6a4f2c1d8e77")
                        .statusCode())
                .isEqualTo(404);
    }

    /** Steps of the background that work on a week of Belmonte's backfill; the planned weeks are out of the way. */
    private List<JsonNode> steps(int count) {
        service.execute("DELETE FROM week_work WHERE week_start > '2025-09-22'");
        return IntStream.range(0, count)
                .mapToObj(_ -> TestService.json(post("/background/collect-one-week", "", 200)))
                .toList();
    }

    private HttpResponse<String> post(String path, String json, int status) {
        var answer = service.post(path, json);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return answer;
    }
}
