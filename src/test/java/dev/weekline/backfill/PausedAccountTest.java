package dev.weekline.backfill;

import static dev.weekline.report.TestService.account;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weekline.report.TestService;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Nothing is filled in for an account that is paused, until it is resumed. */
class PausedAccountTest {

    private final TestService service =
            TestService.start(Map.of("WEEKLINE_PLAN_HORIZON", "3"), account("belmonte"), account("hotel-lumen"));

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void othersAreFilledInAndItIsGoneOnWithWhenItIsResumed() {
        pause(true);

        assertThat(step().at("/outcome").asText()).isEqualTo("stored");
        step();
        step();
        assertThat(service.query("SELECT count(*) FROM weekly_report WHERE account_id = '"
                        + account("belmonte").id() + "'"))
                .containsExactly("0");
        assertThat(service.query("SELECT count(*) FROM weekly_report WHERE account_id = '"
                        + account("hotel-lumen").id() + "'"))
                .containsExactly("3");

        pause(false);
        service.time.pass(Duration.ofMinutes(2));
        step();

        assertThat(service.query("SELECT count(*) FROM weekly_report WHERE account_id = '"
                        + account("belmonte").id() + "'"))
                .containsExactly("3");
    }

    private JsonNode step() {
        return TestService.json(service.post("/background/collect-one-week", ""));
    }

    private void pause(boolean paused) {
        var answer = service.send(service.request("/accounts/belmonte", "Content-Type", "application/json")
                .method("PATCH", BodyPublishers.ofString("{\"paused\": " + paused + "}"))
                .build());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }
}
