package dev.weekline.sandbox;

import static dev.weekline.sandbox.Caller.query;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weekline.sandbox.SandboxToken.Standing;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may read what, and how a token finds that out. */
class AccessTest {

    private static final String SECRET = "not a secret";
    private static final String AGENCY = "SBXagency";
    private static final LocalDate DAY = LocalDate.of(2025, 11, 20);
    private static final Instant END = Instant.parse("2025-11-20T13:00:00Z");
    private static final List<SandboxAccount> MANY = IntStream.range(0, 31)
            .mapToObj(i -> SandboxAccount.of("act_90000000000001" + (10 + i), "many-" + i, "JPY", "Asia/Tokyo", 1, 2))
            .toList();
    private static final SandboxAccount BELMONTE = SandboxAccount.defaults().getFirst();
    private static final List<SandboxAccount> ACCOUNTS =
            Stream.concat(Stream.of(BELMONTE), MANY.stream()).toList();
    private static final GraphRules RULES = GraphRules.defaults()
            .withTokens(
                    SandboxToken.reading(
                            AGENCY, ACCOUNTS.stream().map(SandboxAccount::id).toList()),
                    SandboxToken.reading("SBXshort", List.of(BELMONTE.id())).expiring(END),
                    SandboxToken.reading("SBXrevoked", List.of(BELMONTE.id())).with(Standing.REVOKED),
                    SandboxToken.reading("SBXblind", List.of(BELMONTE.id())).with(Standing.WITHOUT_ADS_READ));
    private static final SandboxSettings SETTINGS = SandboxSettings.defaults()
            .withLatency(Latency.none())
            .withAccounts(ACCOUNTS)
            .withAppSecret(SECRET)
            .withRules(RULES);

    private final TurnableClock clock = new TurnableClock("2025-11-20T12:00:00Z");
    private final Sandbox sandbox = Sandbox.start(SETTINGS, clock);
    private final Caller caller = new Caller(sandbox);

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @Test
    void aTokenListsAllItsAccountsOverSeveralPages() {
        var first = caller.told(AGENCY, "/v26.0/me/adaccounts", query());
        var all = caller.listed(AGENCY, "/v26.0/me/adaccounts", query());

        assertThat(first.path("data")).hasSize(25);
        assertThat(all)
                .extracting(account -> account.path("id").textValue())
                .containsExactlyElementsOf(
                        ACCOUNTS.stream().map(SandboxAccount::id).toList());
    }

    @Test
    void anAccountOfTheListTellsWhatItIsAskedFor() {
        var fields = "id,account_id,name,account_status,currency,timezone_name,timezone_offset_hours_utc,business";
        var account = caller.told(AGENCY, "/v26.0/me/adaccounts", query("fields", fields, "limit", "1"))
                .path("data")
                .path(0);

        assertThat(account).isEqualTo(Caller.json("""
                {"id": "act_1203300000000017", "account_id": "1203300000000017", "name": "Belmonte",
                 "account_status": 1, "currency": "PLN", "timezone_name": "Europe/Warsaw",
                 "timezone_offset_hours_utc": 1}
                """));
    }

    @Test
    void whatAnAccountSpentIsToldInMinorUnits() {
        var spent = spent();
        clock.turnBy(Duration.ofDays(1));
        var day = query("fields", "spend", "time_range", Caller.range(DAY, DAY));

        assertThat(spent).isGreaterThan(0);
        assertThat(caller.rows(BELMONTE, day)).hasSize(1);
        assertThat(spent()).isGreaterThan(spent);
    }

    @Test
    void lifetimeSpendIsWhatInsightsSpentOnAllDays() {
        var account = SandboxAccount.of("act_9000000000000999", "young", "EUR", "Europe/Rome", 2, 4);
        try (var fresh = Sandbox.start(
                SETTINGS.withAccounts(List.of(account)).withRules(GraphRules.defaults()),
                new TurnableClock("2019-03-10T12:00:00Z"))) {
            var asking = new Caller(fresh);
            var days = Caller.range(LocalDate.of(2019, 2, 18), LocalDate.of(2019, 3, 10));
            var insights = asking.rows(account, query("fields", "spend", "time_range", days));
            var node = asking.told(account.accessToken(), "/v26.0/" + account.id(), query("fields", "amount_spent"));

            assertThat(new BigDecimal(node.path("amount_spent").textValue()).movePointLeft(2))
                    .isEqualByComparingTo(Caller.figure(insights.getFirst(), "spend"));
        }
    }

    @Test
    void aTokenKnowsItsOwner() {
        var me = caller.told(AGENCY, "/v26.0/me", query("fields", "id,name"));

        assertThat(me.path("id").textValue()).matches("\\d{16}");
        assertThat(me.path("name").textValue()).isNotBlank();
        assertThat(caller.told(BELMONTE.accessToken(), "/v26.0/me", query()).path("id"))
                .isNotEqualTo(me.path("id"));
    }

    @Test
    void aTokenReadsAllAccountsThatWereShared() {
        assertThat(caller.get(AGENCY, insightsOf(MANY.getLast()), query()).statusCode())
                .isEqualTo(200);
        assertThat(caller.refused(MANY.getLast().accessToken(), insightsOf(BELMONTE), query())
                        .path("code")
                        .intValue())
                .isEqualTo(200);
    }

    @Test
    void aTokenDiesWhenItsTimeHasCome() {
        assertThat(caller.get("SBXshort", insightsOf(BELMONTE), query()).statusCode())
                .isEqualTo(200);
        clock.turnTo(END);

        var error = caller.refused("SBXshort", insightsOf(BELMONTE), query());

        assertThat(error.path("code").intValue()).isEqualTo(190);
        assertThat(error.path("error_subcode").intValue()).isEqualTo(463);
        assertThat(error.path("message").textValue())
                .isEqualTo("Error validating access token: Session has expired on Thursday, 20-Nov-25 13:00:00 UTC."
                        + " The current time is Thursday, 20-Nov-25 13:00:00 UTC.");
    }

    @Test
    void aRevokedTokenIsRefused() {
        var error = caller.refused("SBXrevoked", "/v26.0/me", query());

        assertThat(error.path("code").intValue()).isEqualTo(190);
        assertThat(error.path("error_subcode").intValue()).isEqualTo(460);
    }

    @ParameterizedTest
    @ValueSource(strings = {"act_1203300000000017", "act_1203300000000017/insights", "me/adaccounts"})
    void withoutAdsReadNoAdsAreRead(String path) {
        var error = caller.refused("SBXblind", "/v26.0/" + path, query());

        assertThat(error.path("code").intValue()).isEqualTo(200);
        assertThat(error.path("message").textValue())
                .isEqualTo("(#200) Ad account owner has NOT grant ads_management or ads_read permission");
    }

    @Test
    void aGoodTokenIsSaidToBeOne() {
        var data = examined(AGENCY, BELMONTE.accessToken());

        assertThat(data.path("is_valid").booleanValue()).isTrue();
        assertThat(data.path("type").textValue()).isEqualTo("SYSTEM_USER");
        assertThat(data.path("expires_at").intValue()).isZero();
        assertThat(data.path("scopes")).anyMatch(scope -> scope.textValue().equals("ads_read"));
        assertThat(data.at("/granular_scopes/0/target_ids/0").textValue()).isEqualTo("1203300000000017");
        assertThat(data.path("app_id").isTextual()).isTrue();
        assertThat(data.path("user_id").isTextual()).isTrue();
        assertThat(data.has("error")).isFalse();
    }

    @Test
    void theAppItselfMayHaveATokenExamined() {
        var app = examined(AGENCY, BELMONTE.accessToken()).path("app_id").textValue();

        assertThat(examined(app + "|" + SECRET, "SBXshort").path("expires_at").longValue())
                .isEqualTo(END.getEpochSecond());
        assertThat(caller.refused(app + "|wrong", "/v26.0/debug_token", query("input_token", AGENCY))
                        .path("code")
                        .intValue())
                .isEqualTo(190);
    }

    @Test
    void aBadTokenIsSaidToBeOne() {
        clock.turnTo(END);

        assertThat(examined(AGENCY, "SBXshort").at("/error/subcode").intValue()).isEqualTo(463);
        assertThat(examined(AGENCY, "SBXrevoked").at("/error/subcode").intValue())
                .isEqualTo(460);
        assertThat(examined(AGENCY, "nobody's").at("/error/code").intValue()).isEqualTo(190);
        assertThat(List.of("SBXshort", "SBXrevoked", "nobody's"))
                .noneMatch(token -> examined(AGENCY, token).path("is_valid").booleanValue());
        assertThat(examined(AGENCY, "SBXblind").path("scopes"))
                .noneMatch(scope -> scope.textValue().equals("ads_read"));
    }

    @Test
    void whereAProofIsRequiredEveryCallNeedsIt() {
        try (var strict = Sandbox.start(SETTINGS.withRules(RULES.requiringProof()), clock)) {
            var asking = new Caller(strict);
            var proof = query("appsecret_proof", hmac(AGENCY), "level", "ad", "limit", "1");
            var page = asking.told(AGENCY, insightsOf(BELMONTE), proof);

            assertThat(asking.refused(AGENCY, insightsOf(BELMONTE), query())
                            .path("message")
                            .textValue())
                    .isEqualTo("API calls from the server require an appsecret_proof argument");
            assertThat(asking.refused(AGENCY, "/v26.0/me", query("appsecret_proof", "0123"))
                            .path("message")
                            .textValue())
                    .isEqualTo("Invalid appsecret_proof provided in the API argument");
            assertThat(asking.followed(page.at("/paging/next").textValue())
                            .at("/error/code")
                            .intValue())
                    .isEqualTo(100);
        }
    }

    @Test
    void whatIsNotAboutAdsAnswersInOldVersionsToo() {
        assertThat(Map.of("v24.0", "v24.0", "v3.3", "v21.0", "v26.0", "v26.0")).allSatisfy((asked, answering) -> {
            var response = caller.get(AGENCY, "/" + asked + "/me", query());
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.headers().firstValue("facebook-api-version")).hasValue(answering);
        });
        assertThat(caller.refused(AGENCY, "/v24.0/me/adaccounts", query())
                        .path("code")
                        .intValue())
                .isEqualTo(2635);
    }

    @Test
    void secretsShowUpInNoDescription() {
        assertThat(SETTINGS + RULES.toString() + RULES.tokens()).doesNotContain("SBX", SECRET);
    }

    private JsonNode examined(String token, String other) {
        return caller.told(token, "/v26.0/debug_token", query("input_token", other))
                .path("data");
    }

    private long spent() {
        return Long.parseLong(caller.told(AGENCY, "/v26.0/" + BELMONTE.id(), query("fields", "amount_spent"))
                .path("amount_spent")
                .textValue());
    }

    private static String insightsOf(SandboxAccount account) {
        return "/v26.0/" + account.id() + "/insights";
    }

    private static String hmac(String token) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(token.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
