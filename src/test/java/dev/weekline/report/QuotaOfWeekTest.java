package dev.weekline.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** A week whose turn at Meta does not come within the caller's patience is fetched all the same. */
class QuotaOfWeekTest {

    @Test
    void theCallerIsToldWhenToComeBackAndTheFetchGoesOn() {
        // One cold week costs 14 units, and 10 come back in a second.
        var settings = Map.of("WEEKLINE_QUOTA_BURST", "15", "WEEKLINE_QUOTA_UNITS_PER_HOUR", "36000");
        try (var service = TestService.start(settings, TestService.account("belmonte"))) {
            service.json("/reports/weekly/2025-W39?account=belmonte");

            var impatient = service.get("/reports/weekly/2025-W38?account=belmonte", "Prefer", "wait=0");

            assertThat(impatient.statusCode()).isEqualTo(202);
            assertThat(Integer.parseInt(
                            impatient.headers().firstValue("Retry-After").orElseThrow()))
                    .isBetween(3, 10);
            await().untilAsserted(() -> assertThat(
                            service.query("SELECT outcome FROM fetch_run WHERE week_start = '2025-09-15'"))
                    .containsExactly("stored"));
            assertThat(service.query("SELECT waited_ms > 0 FROM fetch_run WHERE week_start = '2025-09-15'"))
                    .containsExactly("t");
        }
    }
}
