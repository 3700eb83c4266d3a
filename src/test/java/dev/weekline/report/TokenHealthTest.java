package dev.weekline.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weekline.sandbox.SandboxAccount;
import dev.weekline.sandbox.SandboxToken;
import dev.weekline.sandbox.SandboxToken.Standing;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A token moves through its states by checks and by calls, and dying of one account slows no other. */
class TokenHealthTest {

    private static final SandboxAccount BELMONTE = TestService.account("belmonte");
    private static final SandboxAccount LUMEN = TestService.account("hotel-lumen");
    private static final String EXPIRING = "SBXexpiring000000000000000000000000000000000000000001";
    private static final String REVOKED = "SBXrevoked0000000000000000000000000000000000000000001";
    private static final String WITHOUT_ADS = "SBXwithout0000000000000000000000000000000000000000001";
    private static final String REPORT = "/reports/weekly/2025-W45?account=";

    private TestService service;

    @BeforeEach
    void start() {
        service = TestService.startUnregistered(
                Map.of("WEEKLINE_ACCOUNTS_CHECK_EVERY", "100ms"),
                List.of(BELMONTE, LUMEN),
                SandboxToken.reading(EXPIRING, List.of(BELMONTE.id(), LUMEN.id()))
                        .expiring(TestService.NOW.plus(Duration.ofDays(30))),
                SandboxToken.reading(REVOKED, List.of(BELMONTE.id())).with(Standing.REVOKED),
                SandboxToken.reading(WITHOUT_ADS, List.of(BELMONTE.id())).with(Standing.WITHOUT_ADS_READ));
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void theDailyCheckSeesTheEndComing() {
        register(BELMONTE, EXPIRING);
        await().until(() -> health(BELMONTE).has("expiresAt"));
        assertThat(health(BELMONTE).at("/state").asText()).isEqualTo("healthy");

        for (var left : List.of(14, 7, 1)) {
            service.time.set(TestService.NOW.plus(Duration.ofDays(30 - left)));
            await().until(() ->
                    service.query("SELECT days_told FROM access_token").equals(List.of(String.valueOf(left))));
            assertThat(health(BELMONTE).at("/state").asText()).isEqualTo("expiring");
        }
        assertThat(health(BELMONTE).at("/why").asText()).contains("2025-12-05").contains("store a new access token");

        service.time.set(TestService.NOW.plus(Duration.ofDays(31)));
        await().until(() -> health(BELMONTE).at("/state").asText().equals("dead"));
        assertThat(health(BELMONTE).at("/why").asText()).contains("expired");
    }

    @Test
    void reportsOfADeadAccountAreServedAndANewTokenWakesTheQueue() {
        register(BELMONTE, BELMONTE.accessToken());
        service.json(REPORT + "belmonte");
        service.sandbox.script("every call of %s: 400/190/460".formatted(BELMONTE.id()));
        service.time.pass(Duration.ofHours(1));

        service.json(REPORT + "belmonte");
        await().until(() -> health(BELMONTE).at("/state").asText().equals("dead"));
        await().until(() ->
                service.json(REPORT + "belmonte").at("/refresh/state").asText().equals("blocked"));
        var stale = service.get(REPORT + "belmonte");
        assertThat(stale.headers().firstValue("Age"))
                .hasValueSatisfying(age -> assertThat(Integer.parseInt(age)).isGreaterThanOrEqualTo(3600));
        assertThat(TestService.json(stale).at("/refresh/lastError").asText()).contains("store a new access token");
        assertThat(service.get("/reports/weekly/2025-W44?account=belmonte").statusCode())
                .isEqualTo(409);

        service.sandbox.behave();
        assertThat(change(BELMONTE, "{\"accessToken\": \"%s\"}".formatted(EXPIRING))
                        .statusCode())
                .isEqualTo(200);

        // Nobody asks for them: the queue fetches what the dead token could not.
        await().until(() -> service.query("SELECT count(*) FROM weekly_report WHERE week_start = '2025-10-27'")
                .equals(List.of("1")));
        await().until(() -> !service.json(REPORT + "belmonte").has("refresh"));
        assertThat(health(BELMONTE).at("/state").asText()).isEqualTo("healthy");
    }

    @Test
    void aBlockedOwnersTokenIsKeptAndRests() {
        register(BELMONTE, BELMONTE.accessToken());
        service.sandbox.script("every call of %s: 400/368".formatted(BELMONTE.id()));

        assertThat(service.get(REPORT + "belmonte").statusCode()).isEqualTo(409);
        await().until(() -> health(BELMONTE).at("/state").asText().equals("resting"));
        service.sandbox.behave();
        var calls = service.sandbox.counters().of(BELMONTE.id());
        assertThat(service.get("/reports/weekly/2025-W43?account=belmonte").statusCode())
                .isEqualTo(409);

        assertThat(service.sandbox.counters().of(BELMONTE.id())).isEqualTo(calls);
        assertThat(service.query("SELECT count(*) FROM access_token")).containsExactly("1");
    }

    @Test
    void oneDeadAccountNeverSlowsAnother() {
        register(BELMONTE, BELMONTE.accessToken());
        register(LUMEN, LUMEN.accessToken());
        service.sandbox.script("every call of %s: 400/190/460".formatted(BELMONTE.id()));

        for (var week = 30; week < 45; week++) {
            assertThat(service.get("/reports/weekly/2025-W" + week + "?account=belmonte")
                            .statusCode())
                    .isEqualTo(409);
            assertThat(service.get("/reports/weekly/2025-W" + week + "?account=hotel-lumen")
                            .headers()
                            .firstValue("Cache-Status"))
                    .hasValueSatisfying(how -> assertThat(how).contains("fwd=miss"));
        }
        assertThat(health(LUMEN).at("/state").asText()).isEqualTo("healthy");
        assertThat(health(BELMONTE).at("/state").asText()).isEqualTo("dead");
    }

    @Test
    void verifyingSaysInPlainWordsWhatWorks() {
        register(BELMONTE, EXPIRING);
        service.time.pass(Duration.ofDays(27));

        var verified = verify();

        assertThat(verified.at("/works").asBoolean()).isTrue();
        assertThat(detail(verified, "token")).contains("accepts");
        assertThat(detail(verified, "scopes")).contains("ads_read");
        assertThat(detail(verified, "expiry")).contains("2025-12-05, in 3 days");
        assertThat(detail(verified, "data-access")).contains("2026-01-04");
        assertThat(detail(verified, "shared")).contains("shows the ad account");
        assertThat(detail(verified, "status")).contains("active");
        assertThat(verified.at("/account/token/state").asText()).isEqualTo("expiring");

        service.time.pass(Duration.ofDays(4));
        var dead = verify();
        assertThat(dead.at("/works").asBoolean()).isFalse();
        assertThat(detail(dead, "token")).contains("expired").contains("store a new access token");
        assertThat(detail(dead, "shared")).isNotEmpty();
        assertThat(dead.at("/account/token/state").asText()).isEqualTo("dead");
    }

    @Test
    void aTokenThatMayNotReadAdsIsSaidToBeThat() {
        register(BELMONTE, BELMONTE.accessToken());
        service.sandbox.script("every call of %s: 400/200".formatted(BELMONTE.id()));

        var verified = verify();

        assertThat(verified.at("/works").asBoolean()).isFalse();
        assertThat(detail(verified, "shared")).contains("share it");
        assertThat(detail(verified, "token")).contains("accepts");
        assertThat(registration(LUMEN, WITHOUT_ADS).statusCode()).isEqualTo(409);
        assertThat(registration(LUMEN, REVOKED).statusCode()).isEqualTo(409);
    }

    private JsonNode verify() {
        var answer = service.post("/accounts/belmonte/verify", "");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return TestService.json(answer);
    }

    private static String detail(JsonNode verified, String check) {
        return verified.at("/checks")
                .valueStream()
                .filter(found -> found.at("/check").asText().equals(check))
                .map(found -> found.at("/detail").asText())
                .findFirst()
                .orElse("");
    }

    private JsonNode health(SandboxAccount account) {
        return service.json("/accounts/" + account.id()).at("/token");
    }

    /** And waits for the first check, which would tell of the token as it was. */
    private void register(SandboxAccount account, String token) {
        assertThat(registration(account, token).statusCode()).isEqualTo(201);
        await().until(() -> health(account).has("checkedAt"));
    }

    private HttpResponse<String> registration(SandboxAccount account, String token) {
        return service.post("/accounts", """
                {"id": "%s", "accessToken": "%s", "slug": "%s"}""".formatted(account.id(), token, account.slug()));
    }

    private HttpResponse<String> change(SandboxAccount account, String body) {
        return service.send(service.request("/accounts/" + account.id(), "Content-Type", "application/json")
                .method("PATCH", BodyPublishers.ofString(body))
                .build());
    }
}
