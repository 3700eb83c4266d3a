package dev.weekline.backfill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weekline.report.TestService;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Backfills of some sections: what is left out costs nothing until somebody wants it. It is Wednesday, 2025-W45. */
class SomeSectionsTest {

    private static final String TEN_WEEKS = """
            {"accounts": ["belmonte"], "from": "2025-W30", "to": "2025-W39"%s}""";
    private static final String CAMPAIGNS = ", \"sections\": [\"campaigns\"]";
    private static final String W33 = "/reports/weekly/2025-W33?account=belmonte";

    private final TestService service =
            TestService.start(Map.of("WEEKLINE_PLAN_HORIZON", "1"), TestService.account("belmonte"));

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void onlyTheyAreAskedForAndTheRestWhenSomebodyReads() {
        var plan = post("/backfills", TEN_WEEKS.formatted(CAMPAIGNS + ", \"dryRun\": true"));
        assertThat(plan.path("weeks").asInt()).isEqualTo(10);
        assertThat(plan.path("calls").asInt()).isEqualTo(2);
        assertThat(plan.path("units").asInt()).isEqualTo(2);

        var calls = service.sandbox.counters().total();
        var backfill = post("/backfills", TEN_WEEKS.formatted(CAMPAIGNS));
        assertThat(backfill.at("/sections/0").asText()).isEqualTo("campaigns");
        assertThat(backfill.path("eta").asText()).isEqualTo(plan.path("eta").asText());
        assertThat(step().path("outcome").asText()).isEqualTo("stored");
        assertThat(service.sandbox.counters().total() - calls).isEqualTo(2);
        assertThat(service.json("/backfills/" + backfill.path("id").asText())
                        .path("state")
                        .asText())
                .isEqualTo("done");
        assertThat(service.json("/coverage?account=belmonte&from=2025-W33&to=2025-W33")
                        .at("/items/0/weeks/0/state")
                        .asText())
                .isEqualTo("stored");

        var first = service.json(W33);
        assertThat(first.at("/sections/campaigns/status").asText()).isEqualTo("complete");
        assertThat(first.at("/sections/daily/status").asText()).isEqualTo("unavailable");
        assertThat(first.at("/sections/daily/reason").asText()).isEqualTo("not-asked");
        await().until(() ->
                service.json(W33).at("/sections/daily/status").asText().equals("complete"));
        assertThat(service.json(W33).at("/sections").findValuesAsText("status")).containsOnly("complete");
    }

    @Test
    void whoWantsAllOfItHasTheRestFilledInToo() {
        post("/backfills", TEN_WEEKS.formatted(CAMPAIGNS));
        step();

        assertThat(weeks(CAMPAIGNS)).isZero();
        assertThat(weeks(", \"sections\": [\"campaigns\", \"daily\"]")).isEqualTo(10);
        post("/backfills", TEN_WEEKS.formatted(""));
        for (var week = 0; week < 10; week++) {
            step();
        }
        assertThat(weeks("")).isZero();
        assertThat(service.query("SELECT count(*) FROM weekly_report WHERE partial"))
                .containsExactly("0");
    }

    @Test
    void twoThatOverlapGiveEachWhatItWants() {
        post("/backfills", TEN_WEEKS.formatted(CAMPAIGNS));
        post("/backfills", TEN_WEEKS.formatted(", \"sections\": [\"daily\"]"));
        step();

        var report = service.json(W33);
        assertThat(report.at("/sections/campaigns/status").asText()).isEqualTo("complete");
        assertThat(report.at("/sections/daily/status").asText()).isEqualTo("complete");
        assertThat(report.at("/sections/relevance/reason").asText()).isEqualTo("not-asked");
    }

    private int weeks(String more) {
        return post("/backfills", TEN_WEEKS.formatted(more + ", \"dryRun\": true"))
                .path("weeks")
                .asInt();
    }

    /** Of the background, on the weeks of the backfill; the planned one is out of the way. */
    private JsonNode step() {
        service.execute("DELETE FROM week_work WHERE week_start > '2025-09-22'");
        return post("/background/collect-one-week", "");
    }

    private JsonNode post(String path, String json) {
        var answer = service.post(path, json);
        assertThat(answer.statusCode()).as(answer.body()).isIn(200, 202);
        return TestService.json(answer);
    }
}
