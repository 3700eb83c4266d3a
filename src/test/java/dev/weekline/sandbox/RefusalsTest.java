package dev.weekline.sandbox;

import static dev.weekline.sandbox.Caller.query;
import static dev.weekline.sandbox.Caller.range;
import static dev.weekline.sandbox.Caller.week;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RefusalsTest {

    private static final String APP_SECRET = "not a secret";
    private static final Sandbox SANDBOX = Sandbox.start(
            SandboxSettings.defaults().withLatency(Latency.none()).withAppSecret(APP_SECRET),
            new TurnableClock("2025-11-20T12:00:00Z"));
    private static final SandboxAccount BELMONTE = SANDBOX.accounts().getFirst();
    private static final SandboxAccount OTHER = SANDBOX.accounts().getLast();

    private final Caller caller = new Caller(SANDBOX);

    @AfterAll
    static void stop() {
        SANDBOX.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "fields             | spend,shoes             | (#100) Tried accessing nonexisting field (shoes) on node type (AdsInsights)",
                "fields             | spend,age               | (#100) age is not valid for fields param",
                "breakdowns         | platform_position       | (#100) Current combination of data breakdown columns (action_type, platform_position) is invalid",
                "breakdowns         | age,publisher_platform  | (#100) Current combination of data breakdown columns",
                "breakdowns         | shoe_size               | (#100) breakdowns[0] must be one of the following values",
                "level              | CAMPAIGN                | (#100) level must be one of the following values",
                "time_range         | 2025-09-22              | (#100) param time_range must be valid JSON",
                "time_range         | {\"since\":\"2025-09-22\" | (#100) param time_range must be valid JSON",
                "time_range         | {\"since\":\"2025-13-01\",\"until\":\"2025-13-02\"} | (#100) time_range must be",
                "time_range         | {\"since\":\"2025-09-28\",\"until\":\"2025-09-22\"} | (#100) time_range must not end before it begins",
                "time_ranges        | []                      | (#100) param time_ranges must be a non-empty array",
                "time_increment     | 0                       | (#100) time_increment must be",
                "time_increment     | weekly                  | (#100) time_increment must be a number",
                "date_preset        | lifetime                | (#100) date_preset must be one of the following values",
                "limit              | -1                      | (#100) limit must be a positive number",
                "sort               | quality_ranking_ascending | (#100) sort: no order by quality_ranking",
                "filtering          | [{\"field\":\"spend\"}] | (#100) filtering[0] must have a field, an operator and a value",
                "filtering          | {}                      | (#100) param filtering must be an array",
                "filtering          | [{\"field\":\"shoes\",\"operator\":\"EQUAL\",\"value\":1}] | (#100) Filtering field shoes with operation equal is not supported",
                "filtering          | [{\"field\":\"spend\",\"operator\":\"LIKE\",\"value\":1}]  | (#100) filtering[0][operator] must be one of the following values",
                "filtering          | [{\"field\":\"ad.spend\",\"operator\":\"LESS_THAN\",\"value\":1}] | (#100) Filtering field ad.spend with operation less_than is not supported",
                "filtering          | [{\"field\":\"ad.id\",\"operator\":\"LESS_THAN\",\"value\":1}] | (#100) Filtering field ad.id with operation less_than is not supported",
                "fields             | spend,country           | (#100) country is not valid for fields param",
                "summary            | shoes                   | (#100) Tried accessing nonexisting field (shoes) on node type (AdsInsights)",
                "breakdowns         | impression_device       | (#100) Current combination of data breakdown columns (action_type, impression_device) is invalid",
                "breakdowns         | AGE                     | (#100) breakdowns[0] must be one of the following values",
                "sort               | [\"spend_ascending\",\"reach_ascending\"] | (#100) param sort must have one element only",
                "before             | MAZDZD                  | (#2642) Invalid cursors values",
                "after              | MAZDZD                  | (#2642) Invalid cursors values",
                "after              | what                    | (#2642) Invalid cursors values",
            })
    void whatMetaWouldRefuseIsRefusedInItsEnvelope(String name, String value, String message) {
        var error = caller.error(BELMONTE, query(name, value));

        assertThat(error.path("message").textValue()).startsWith(message);
        assertThat(error.path("type").textValue()).isEqualTo("OAuthException");
        assertThat(message).startsWith("(#" + error.path("code").intValue() + ")");
        assertThat(error.path("fbtrace_id").textValue()).matches("A[\\w-]{22}");
    }

    @Test
    void aParameterThatNobodyKnowsIsIgnored() {
        var broken = query("breakdown", "age", "pretty", "1", "time_range", week(LocalDate.of(2025, 9, 22)));

        assertThat(caller.answer(BELMONTE, broken).path("data")).hasSize(1);
    }

    @Test
    void historyEndsThirtySevenMonthsAgo() {
        var edge = LocalDate.of(2022, 10, 20);

        assertThat(caller.answer(BELMONTE, query("time_range", range(edge, edge)))
                        .path("data"))
                .hasSize(1);
        assertThat(caller.error(BELMONTE, query("time_range", range(edge.minusDays(1), edge)))
                        .path("code")
                        .intValue())
                .isEqualTo(3018);
    }

    @Test
    void withoutATokenNothingIsTold() {
        var response = caller.send(
                caller.request("/v26.0/" + BELMONTE.id() + "/insights", query()).build());

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(Caller.json(response).at("/error/code").intValue()).isEqualTo(190);
        assertThat(response.headers().firstValue("www-authenticate").orElseThrow())
                .startsWith("OAuth \"Facebook Platform\" \"invalid_token\" ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"EAAwhatever", "0", "Bearer"})
    void anUnknownTokenIsRefused(String token) {
        var response = caller.send(caller.request("/v26.0/" + BELMONTE.id(), query("access_token", token))
                .build());

        assertThat(Caller.json(response).at("/error/code").intValue()).isEqualTo(190);
        assertThat(Caller.json(response).at("/error/type").textValue()).isEqualTo("OAuthException");
    }

    @Test
    void aTokenInTheUrlIsAsGoodAsOneInTheHeader() {
        var response = caller.send(
                caller.request("/v26.0/" + BELMONTE.id() + "/insights", query("access_token", BELMONTE.accessToken()))
                        .build());

        assertThat(response.statusCode()).isEqualTo(200);
    }

    @Test
    void aTokenOpensItsOwnAccountOnly() {
        var response = caller.send(caller.request("/v26.0/" + OTHER.id() + "/insights", query())
                .header("Authorization", "Bearer " + BELMONTE.accessToken())
                .build());

        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(Caller.json(response).at("/error/code").intValue()).isEqualTo(200);
    }

    @Test
    void anAccountThatIsNotThereIsAnUnsupportedRequest() {
        var response = caller.send(caller.request("/v26.0/act_1/insights", query())
                .header("Authorization", "Bearer " + BELMONTE.accessToken())
                .build());

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(Caller.json(response).at("/error/code").intValue()).isEqualTo(100);
        assertThat(Caller.json(response).at("/error/error_subcode").intValue()).isEqualTo(33);
        assertThat(Caller.json(response).at("/error/type").textValue()).isEqualTo("GraphMethodException");
    }

    @Test
    void aProofMustBeTheRightOne() {
        assertThat(statusWithProof("0123")).isEqualTo(400);
        assertThat(statusWithProof(hmac(BELMONTE.accessToken()))).isEqualTo(200);
        assertThat(statusWithProof(hmac(OTHER.accessToken()))).isEqualTo(400);
    }

    @Test
    void onlyLivingVersionsAnswer() {
        assertThat(List.of("v25.0", "v25.1", "v26.0")).allSatisfy(version -> {
            var response = node(version);
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.headers().firstValue("facebook-api-version")).hasValue(version);
        });
        assertThat(List.of("v24.0", "v26.1", "v3.3"))
                .allSatisfy(version -> assertThat(
                                Caller.json(node(version)).at("/error/code").intValue())
                        .isEqualTo(2635));
    }

    @Test
    void otherPathsAndMethodsLeadNowhere() {
        var post = caller.send(caller.request("/v26.0/" + BELMONTE.id(), query())
                .header("Authorization", "Bearer " + BELMONTE.accessToken())
                .POST(BodyPublishers.noBody())
                .build());
        var edge = caller.send(caller.request("/v26.0/" + BELMONTE.id() + "/shoes", query())
                .header("Authorization", "Bearer " + BELMONTE.accessToken())
                .build());
        var root = caller.send(caller.request("/", query()).build());

        assertThat(Caller.json(post).at("/error/error_subcode").intValue()).isEqualTo(33);
        assertThat(Caller.json(edge).at("/error/code").intValue()).isEqualTo(2500);
        assertThat(Caller.json(edge).at("/error/message").textValue()).isEqualTo("Unknown path components: /shoes");
        assertThat(root.statusCode()).isEqualTo(404);
        assertThat(root.headers().firstValue("content-type")).hasValue("text/html; charset=utf-8");
        assertThat(root.headers().firstValue("x-weekline-sandbox")).hasValue("true");
    }

    private HttpResponse<String> node(String version) {
        return caller.send(caller.request("/" + version + "/" + BELMONTE.id(), query())
                .header("Authorization", "Bearer " + BELMONTE.accessToken())
                .build());
    }

    private int statusWithProof(String proof) {
        return caller.send(caller.insights(BELMONTE, query("appsecret_proof", proof)))
                .statusCode();
    }

    private static String hmac(String token) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(APP_SECRET.getBytes(UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(token.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
