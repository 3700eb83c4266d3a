package dev.weekline.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A key that asks too often is told when to come back; hits in memory cost nothing. */
class KeyLimitTest {

    @Test
    void aKeyThatAsksTooOftenIsToldWhenToComeBack() {
        var settings = Map.of("WEEKLINE_ACCESS_REQUESTS_PER_MINUTE", "4");
        try (var service = TestService.start(settings, TestService.account("belmonte"))) {
            var path = "/reports/weekly/2025-W39?account=belmonte";
            service.json(path);
            for (var i = 0; i < 10; i++) {
                assertThat(hit(service, path)).isEqualTo(200);
            }
            service.json("/accounts");
            service.json("/accounts");

            var refused = service.get("/accounts");

            assertThat(refused.statusCode()).isEqualTo(429);
            assertThat(refused.headers().firstValue("Retry-After")).hasValue("15");
            assertThat(TestService.json(refused).at("/type").asText()).isEqualTo("/problems/too-many-requests");
            assertThat(TestService.json(refused).at("/retryable").asBoolean()).isTrue();
            assertThat(hit(service, path)).isEqualTo(200);
            assertThat(service.get("/health").statusCode()).isEqualTo(200);

            service.time.pass(Duration.ofSeconds(16));
            assertThat(service.get("/accounts").statusCode()).isEqualTo(200);
        }
    }

    /** Past the proxy, whose requests do not look like those of a dashboard. */
    private static int hit(TestService service, String path) {
        return service.send(service.direct(path).GET().build()).statusCode();
    }
}
