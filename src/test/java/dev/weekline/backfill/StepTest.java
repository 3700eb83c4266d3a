package dev.weekline.backfill;

import static dev.weekline.report.TestService.account;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weekline.report.TestService;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Steps of the background, one request each, in a whole service. */
class StepTest {

    private final TestService service = TestService.start(
            Map.of("WEEKLINE_PLAN_HORIZON", "3", "WEEKLINE_BACKFILL_ATTEMPTS", "3", "WEEKLINE_BACKFILL_TOGETHER", "1"),
            account("belmonte"),
            account("hotel-lumen"));

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void everyStepStoresAWeekUntilAllAreThere() {
        var steps = stepsUntilNothing();

        assertThat(steps).hasSize(6).allSatisfy(step -> {
            assertThat(step.path("outcome").asText()).isEqualTo("stored");
            assertThat(step.path("calls").asInt()).isGreaterThanOrEqualTo(6);
            assertThat(step.path("units").asInt()).isGreaterThanOrEqualTo(14);
        });
        assertThat(steps.stream().map(step -> step.path("account") + " " + step.path("week")))
                .doesNotHaveDuplicates();
        assertThat(service.query("SELECT DISTINCT cause || ' ' || outcome FROM fetch_run"))
                .containsExactly("backfill stored");
        assertThat(service.query("SELECT count(*) FROM weekly_report")).containsExactly("6");
        assertThat(service.query("SELECT count(*) FROM week_work")).containsExactly("0");
    }

    @Test
    void aReaderFindsWhatWasFilledInAndAsksMetaForNothing() {
        stepsUntilNothing();
        var calls = service.query("SELECT sum(calls) FROM fetch_run");

        assertThat(service.json("/reports/weekly/2025-W43?account=belmonte")
                        .path("maturity")
                        .asText())
                .isEqualTo("settling");
        assertThat(service.query("SELECT sum(calls) FROM fetch_run")).isEqualTo(calls);
    }

    @Test
    void aWeekThatFailsRestsAndIsDeadAfterItsLastAttemptWhileTheOthersGoOn() {
        service.sandbox.script("every totals call of " + account("belmonte").id() + ": 503/2");
        var failed = new ArrayList<JsonNode>();
        for (var round = 0; round < 3; round++) {
            failed.addAll(stepsUntilIdle());
            service.time.pass(Duration.ofHours(7));
        }

        assertThat(failed.stream().filter(step -> step.path("outcome").asText().equals("failed")))
                .hasSize(9)
                .allMatch(step ->
                        step.path("account").asText().equals(account("belmonte").id()));
        assertThat(service.query(
                        "SELECT attempts || ' ' || (last_error ->> 'kind') FROM week_work WHERE dead_at IS NOT NULL"))
                .containsOnly("3 Unavailable")
                .hasSize(3);
        service.sandbox.behave();
        assertThat(service.json("/reports/weekly/2025-W43?account=belmonte")
                        .path("revision")
                        .asInt())
                .isOne();
    }

    @Test
    void anAccountWhoseTokenIsDeadRestsAsAWholeAndCostsItsWeeksNothing() {
        service.sandbox.script("every call of " + account("belmonte").id() + ": 400/190");
        var steps = stepsUntilIdle();

        assertThat(steps.stream()
                        .filter(step -> step.path("account")
                                .asText()
                                .equals(account("belmonte").id())))
                .singleElement()
                .satisfies(step -> assertThat(step.path("outcome").asText()).isEqualTo("account-rests"))
                .satisfies(step -> assertThat(step.has("until")).isTrue());
        assertThat(service.query("SELECT DISTINCT attempts FROM week_work WHERE background"))
                .containsExactly("0");
        assertThat(service.query("SELECT failures FROM account_work WHERE resting_reason IS NOT NULL"))
                .containsExactly("1");

        service.sandbox.behave();
        assertThat(service.post("/accounts/belmonte/verify", "").statusCode()).isEqualTo(200);
        service.time.pass(Duration.ofHours(1));
        assertThat(stepsUntilNothing()).hasSizeGreaterThanOrEqualTo(3);
        assertThat(service.query("SELECT DISTINCT failures || coalesce(resting_reason, '') FROM account_work"))
                .containsExactly("0");
    }

    @Test
    void manyClocksMayAskAtOnce() {
        var answers = IntStream.range(0, 12)
                .mapToObj(_ -> service.http()
                        .sendAsync(
                                service.request("/background/collect-one-week")
                                        .POST(BodyPublishers.noBody())
                                        .build(),
                                BodyHandlers.ofString()))
                .toList()
                .stream()
                .map(answer -> TestService.json(answer.join()))
                .toList();

        assertThat(answers.stream()
                        .filter(step -> step.path("outcome").asText().equals("stored"))
                        .map(step -> step.path("account") + " " + step.path("week")))
                .doesNotHaveDuplicates();
        assertThat(answers)
                .extracting(step -> step.path("outcome").asText())
                .isSubsetOf("stored", "busy", "nothing", "resting");
        stepsUntilNothing();
        assertThat(service.query("SELECT count(*) FROM fetch_run WHERE outcome = 'stored'"))
                .containsExactly("6");
    }

    private List<JsonNode> stepsUntilNothing() {
        var steps = stepsUntilIdle();
        assertThat(step().path("outcome").asText()).isEqualTo("nothing");
        return steps;
    }

    private List<JsonNode> stepsUntilIdle() {
        var steps = new ArrayList<JsonNode>();
        for (var step = step(); step.has("account"); step = step()) {
            steps.add(step);
        }
        return steps;
    }

    private JsonNode step() {
        var answer = service.post("/background/collect-one-week", "");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return TestService.json(answer);
    }
}
