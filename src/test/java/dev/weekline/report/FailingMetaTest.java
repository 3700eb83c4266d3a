package dev.weekline.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weekline.sandbox.SandboxSettings;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What Meta's failing does to a reader: nothing while something is stored, else a problem that says what happened. */
class FailingMetaTest {

    @Test
    void aStoredReportIsServedWhileMetaIsAway() {
        var settings = Map.of("WEEKLINE_META_RETRY_BASE", "1ms", "WEEKLINE_FETCH_REST_AFTER_FAILURE", "1h");
        try (var service = TestService.start(settings, TestService.account("belmonte"))) {
            var path = "/reports/weekly/2025-W45?account=belmonte";
            var before = service.json(path);
            service.sandbox.close();
            service.time.pass(Duration.ofHours(5));

            var stale = service.get(path);
            await().until(() -> service.query("SELECT outcome FROM fetch_run WHERE cause = 'stale'")
                    .contains("failed"));

            assertThat(TestService.json(stale)).isEqualTo(before);
            assertThat(stale.headers().firstValue("Age")).hasValue("18000");
            assertThat(stale.headers().firstValue("Cache-Status").orElseThrow()).endsWith("-refreshing");
            // The run is over a moment before the week is known to rest.
            var failing = await().until(
                            () -> service.get(path),
                            answer -> !TestService.json(answer).at("/refresh").isMissingNode());
            assertThat(TestService.json(failing).at("/totals")).isEqualTo(before.at("/totals"));
            assertThat(TestService.json(failing).at("/refresh/state").asText()).isEqualTo("failing");
            assertThat(TestService.json(failing).at("/refresh/attempts").asInt())
                    .isOne();
            assertThat(TestService.json(failing).at("/refresh/nextAttemptAt").asText())
                    .isEqualTo(service.time.instant().plus(Duration.ofHours(1)).toString());
            assertThat(failing.headers().firstValue("Cache-Status").orElseThrow())
                    .endsWith("-resting");

            var missing = service.get("/reports/weekly/2025-W39?account=belmonte");
            assertThat(missing.statusCode()).isEqualTo(202);
            assertThat(Integer.parseInt(
                            missing.headers().firstValue("Retry-After").orElseThrow()))
                    .isBetween(3600, 3610);

            // The week rests: a crowd of readers does not ask a failing Meta again and again.
            var runs = service.query("SELECT count(*) FROM fetch_run");
            service.get("/reports/weekly/2025-W39?account=belmonte");
            service.get(path);
            assertThat(service.query("SELECT count(*) FROM fetch_run")).isEqualTo(runs);
            assertThat(service.query("SELECT count(*) FROM insight_row WHERE run_id NOT IN"
                            + " (SELECT unnest(run_ids) FROM report_revision)"))
                    .containsExactly("0");
        }
    }

    @Test
    void aTokenThatDiedIsAProblemForTheOperator() {
        var account = TestService.account("belmonte");
        try (var service = TestService.start(account)) {
            // The same port, and nobody it knows: every token is refused.
            var port = service.sandbox.baseUrl().getPort();
            service.sandbox.close();
            var stranger = dev.weekline.sandbox.Sandbox.start(
                    SandboxSettings.defaults()
                            .withPort(port)
                            .withAccounts(java.util.List.of(TestService.account("hotel-lumen"))),
                    service.time);
            try (stranger) {
                var answer = service.get("/reports/weekly/2025-W39?account=belmonte");
                var problem = TestService.json(answer);

                assertThat(answer.statusCode()).isEqualTo(409);
                assertThat(problem.at("/type").asText()).isEqualTo("/problems/account-blocked");
                assertThat(problem.at("/retryable").asBoolean()).isFalse();
                assertThat(answer.body()).doesNotContain(account.accessToken());
                assertThat(service.query("SELECT outcome FROM fetch_run")).containsExactly("failed");
            }
        }
    }
}
