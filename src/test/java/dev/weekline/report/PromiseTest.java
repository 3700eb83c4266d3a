package dev.weekline.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weekline.boot.Weekline;
import dev.weekline.sandbox.SandboxAccount;
import dev.weekline.sandbox.SandboxSettings;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What was promised is done, whoever leaves and whatever is restarted. */
class PromiseTest {

    private static final SandboxAccount ACCOUNT = TestService.account("belmonte");
    private static final String WEEK = "/reports/weekly/2025-W39";

    private TestService service;

    @BeforeEach
    void start() {
        service = TestService.start(ACCOUNT);
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void aWeekIsFetchedAnewOnceHoweverOftenThatIsAskedForMeanwhile() {
        service.json(WEEK + "?account=belmonte");
        var asked = service.sandbox.counters().of(ACCOUNT.id());
        service.sandbox.hold();

        var first = refresh();
        await().until(() -> service.sandbox.counters().of(ACCOUNT.id()) - asked == 6);
        var second = refresh();
        var reader = service.get(WEEK + "?account=belmonte", "Cache-Control", "no-cache", "Prefer", "respond-async");

        assertThat(first.statusCode()).isEqualTo(202);
        assertThat(TestService.json(first).at("/kind").asText()).isEqualTo("refresh");
        assertThat(location(second)).isEqualTo(location(first));
        assertThat(location(reader)).isEqualTo(location(first));
        assertThat(reader.headers().firstValue("Preference-Applied")).hasValue("respond-async");
        service.sandbox.release();
        await().until(() -> state(location(first)).equals("done"));
        assertThat(service.json(location(first)).at("/percent").asInt()).isEqualTo(100);
        assertThat(service.sandbox.counters().of(ACCOUNT.id()) - asked).isEqualTo(6);
        assertThat(service.query("SELECT outcome FROM fetch_run WHERE cause = 'refresh'"))
                .containsExactly("unchanged");
    }

    @Test
    void whatCannotBeFetchedAnewIsNotPromised() {
        assertThat(service.post("/reports/weekly/2026-W39/refresh?account=belmonte", "")
                        .statusCode())
                .isEqualTo(404);
        assertThat(service.post("/reports/weekly/2019-W39/refresh?account=belmonte", "")
                        .statusCode())
                .isEqualTo(410);
    }

    @Test
    void anOperationThatCannotBeCuredSaysWhy() {
        service.sandbox.script("every totals call: 400/190/463");

        var promised = location(refresh());

        await().until(() -> state(promised).equals("failed"));
        assertThat(service.json(promised).at("/problem/type").asText()).isEqualTo("/problems/account-blocked");
        assertThat(service.get(promised).body()).doesNotContain(ACCOUNT.accessToken());
    }

    @Test
    void aPromiseOutlivesTheProcessThatGaveIt() throws Exception {
        service.sandbox.hold();
        var promised = location(service.get(WEEK + "?account=belmonte", "Prefer", "wait=0"));
        await().until(() -> service.sandbox.counters().of(ACCOUNT.id()) >= 6);
        service.weekline.close();
        service.sandbox.release();

        try (var restarted =
                Weekline.start(service.environment(Map.of()), service.time, SandboxSettings.defaults(), _ -> {})) {
            await().until(() -> {
                var request = HttpRequest.newBuilder(restarted.address().resolve(promised))
                        .header("Authorization", "Bearer " + TestService.KEY)
                        .build();
                return service.send(request).body().contains("\"done\"");
            });
        }
        assertThat(service.query("SELECT revision FROM weekly_report")).containsExactly("1");
    }

    @Test
    void aPromiseWhoseWorkGotLostIsKeptAllTheSame() {
        service.close();
        service = TestService.start(Map.of("WEEKLINE_FETCH_RECOVER_EVERY", "100ms"), ACCOUNT);
        var missing = "018f0000-0000-7000-8000-000000000001";
        var ofNobody = "018f0000-0000-7000-8000-000000000002";
        service.execute("""
                INSERT INTO operation (operation_id, kind, family, account_id, week_start, updated_at) VALUES
                    ('%s', 'fetch', 'fetch', '%s', '2025-09-22', now() - interval '1 hour'),
                    ('%s', 'fetch', 'fetch', 'act_404', '2025-09-22', now() - interval '1 hour')
                """.formatted(missing, ACCOUNT.id(), ofNobody));

        await().until(() -> state("/operations/" + missing).equals("done"));
        await().until(() -> state("/operations/" + ofNobody).equals("failed"));
        assertThat(service.json("/operations/" + ofNobody).at("/problem/type").asText())
                .isEqualTo("/problems/unknown-account");
        assertThat(service.query("SELECT revision FROM weekly_report")).containsExactly("1");
        assertThat(service.query("SELECT count(*) FROM week_work")).containsExactly("0");
    }

    private HttpResponse<String> refresh() {
        return service.post(WEEK + "/refresh?account=belmonte", "");
    }

    private String state(String operation) {
        return service.json(operation).at("/state").asText();
    }

    private static String location(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        return answer.headers().firstValue("Location").orElseThrow();
    }
}
