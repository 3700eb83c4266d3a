package dev.weekline.meta;

import static dev.weekline.meta.GraphBodies.campaign;
import static dev.weekline.meta.GraphBodies.error;
import static dev.weekline.meta.GraphBodies.lastPage;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weekline.meta.MetaAnswer.BeyondRetention;
import dev.weekline.meta.MetaAnswer.Blocked;
import dev.weekline.meta.MetaAnswer.Page;
import dev.weekline.meta.MetaAnswer.Refused;
import dev.weekline.meta.MetaAnswer.Throttled;
import dev.weekline.meta.MetaAnswer.Unavailable;
import dev.weekline.quota.Gate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Meta's errors over HTTP, and what they mean to us. */
class GraphErrorsTest {

    private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);

    private static final Instant NOW = Instant.parse("2025-11-05T10:00:00Z");

    private final GraphRig rig = new GraphRig().on(Clock.fixed(NOW, ZoneOffset.UTC));

    @AfterEach
    void close() {
        rig.close();
    }

    @ParameterizedTest
    @CsvSource({
        "400, 4, 0, APP, 300",
        "403, 4, 1504022, APP, 300",
        "400, 4, 1504039, APP, 300",
        "400, 17, 0, ACCOUNT, 300",
        "400, 17, 2446079, ACCOUNT, 300",
        "400, 32, 0, APP, 300",
        "400, 341, 0, APP, 300",
        "400, 613, 0, ACCOUNT, 300",
        "400, 613, 1487742, ACCOUNT, 300",
        "400, 80000, 2446079, USE_CASE, 300",
        "400, 80004, 0, USE_CASE, 300",
        "400, 80014, 0, USE_CASE, 300",
        "429, 0, 0, APP, 300",
        "429, 12345, 0, APP, 300",
    })
    void limitsAreWaitedFor(int status, int code, int subcode, Gate gate, long seconds) {
        rig.graph.fails(status, error(code, subcode, "Too many calls"));

        assertThat(rig.askOnce())
                .isEqualTo(new Throttled(
                        gate,
                        NOW.plusSeconds(seconds),
                        "A limit of Meta's is reached" + shown(code, subcode),
                        "AxTrace_9"));
        assertThat(rig.graph.asked()).hasSize(1);
    }

    private static String shown(int code, int subcode) {
        return code == 0 ? "" : " (code " + code + (subcode == 0 ? "" : "/" + subcode) + ")";
    }

    @Test
    void theLimitOfAUserLiftsSoonerForAnAppWithFullAccess() {
        rig.graph.answers(
                400,
                error(17),
                Map.of("X-Ad-Account-Usage", "{\"acc_id_util_pct\":100,\"ads_api_access_tier\":\"standard_access\"}"));

        assertThat(retryAfter()).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void theWaitOfAnAdAccountIsNotThatOfTheApp() {
        rig.graph.answers(400, error(4), Map.of("X-Ad-Account-Usage", "{\"reset_time_duration\":100}"));

        assertThat(retryAfter()).isEqualTo(FIVE_MINUTES);
    }

    @ParameterizedTest
    @CsvSource({
        "400, 190, 0, TOKEN, store a new access token",
        "401, 190, 9999, TOKEN, store a new access token",
        "400, 190, 458, TOKEN, has removed the app",
        "400, 190, 459, OWNER, must pass a check",
        "400, 190, 460, TOKEN, has changed the password",
        "400, 190, 463, TOKEN, has expired",
        "400, 190, 464, TOKEN, is not confirmed",
        "400, 190, 467, TOKEN, was invalidated",
        "400, 190, 492, TOKEN, has lost the role",
        "400, 102, 0, TOKEN, session of the access token is over",
        "400, 10, 0, PERMISSION, lacks a permission",
        "403, 3, 0, PERMISSION, may not use the Marketing API",
        "403, 200, 0, NOT_SHARED, may not read this ad account",
        "403, 275, 0, NOT_SHARED, may not read this ad account",
        "403, 299, 0, NOT_SHARED, may not read this ad account",
        "403, 294, 0, PERMISSION, was not admitted to the Marketing API",
        "400, 368, 0, OWNER, blocked the owner of the access token for abuse",
        "400, 100, 33, NOT_SHARED, no such ad account",
        "400, 613, 1996, POLICY, erratic volume of calls",
        "500, 1, 2853001, TOKEN, personal account",
    })
    void whatSomebodyHasToPutRightSaysWhat(int status, int code, int subcode, Hindrance hindrance, String sentence) {
        rig.graph.fails(status, error(code, subcode, "Meta's own words"));

        assertThat(rig.askOnce()).isInstanceOfSatisfying(Blocked.class, blocked -> {
            assertThat(blocked.hindrance()).isEqualTo(hindrance);
            assertThat(blocked.why()).contains(sentence).doesNotContain("Meta's own words");
            assertThat(blocked.fbtraceId()).isEqualTo("AxTrace_9");
        });
        assertThat(rig.graph.asked()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(#100) Missing permissions",
                "API calls from the server require an appsecret_proof argument",
                "Invalid appsecret_proof provided in the API argument"
            })
    void someBadParametersAreBlocksAsOnlyTheirTextTells(String message) {
        rig.graph.fails(400, error(100, 0, message));

        assertThat(rig.askOnce()).isInstanceOf(Blocked.class);
    }

    @ParameterizedTest
    @CsvSource({
        "503, 2, 0",
        "500, 2, 1504044",
        "503, 0, 0",
        "400, 2, 0",
        "500, 12345, 0",
        "400, 960, 0",
    })
    void whatFailsForTheMomentIsAskedThreeTimes(int status, int code, int subcode) {
        for (var i = 0; i < 4; i++) {
            rig.graph.fails(status, error(code, subcode, "Call was not successful"));
        }

        assertThat(rig.askOnce())
                .isInstanceOfSatisfying(
                        Unavailable.class,
                        answer -> assertThat(answer.fbtraceId()).isEqualTo("AxTrace_9"));
        assertThat(rig.graph.asked()).hasSize(3);
    }

    @ParameterizedTest
    @CsvSource({
        "400, 100, 0, Current combination of data breakdown columns is invalid, Current combination",
        "400, 100, 0, country is not valid for fields param, country is not valid",
        "400, 2635, 0, You are calling a deprecated version, weekline.meta.api-version",
        "400, 2500, 0, Syntax error, Syntax error",
        "400, 105, 0, Too many parameters, Too many",
        "400, 3001, 0, Invalid query, Invalid query",
    })
    void whatIsWrongWithTheQuestionIsRefused(int status, int code, int subcode, String message, String sentence) {
        rig.graph.fails(status, error(code, subcode, message));

        assertThat(rig.askOnce())
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.why()).contains(sentence).contains("code " + code));
        assertThat(rig.graph.asked()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "400, 99999, 0, Something new",
        "404, 803, 0, Some of the aliases do not exist",
    })
    void aCodeThatNobodyKnowsIsTriedOnceMoreAndThenRefused(int status, int code, int subcode, String message) {
        rig.graph.fails(status, error(code, subcode, message)).fails(status, error(code, subcode, message));

        assertThat(rig.askOnce())
                .isEqualTo(new Refused("Meta refuses the question: " + message + " (code " + code + ")", "AxTrace_9"));
        assertThat(rig.graph.asked()).hasSize(2);
    }

    @Test
    void theProofOfTheAppSecretIsDoubtedAfterASecondTry() {
        rig.graph.fails(400, error(104)).fails(400, error(104));

        assertThat(rig.askOnce()).isInstanceOfSatisfying(Blocked.class, blocked -> {
            assertThat(blocked.hindrance()).isEqualTo(Hindrance.SETTING);
            assertThat(blocked.why()).contains("weekline.meta.app-secret");
        });
        assertThat(rig.graph.asked()).hasSize(2);
    }

    @Test
    void aWeekThatMetaNoLongerTellsIsBeyondRetention() {
        rig.graph.fails(400, error(3018, 0, "The start date cannot be beyond 37 months"));

        assertThat(rig.askOnce()).isInstanceOf(BeyondRetention.class);
        assertThat(rig.graph.asked()).hasSize(1);
    }

    @Test
    void aReportThatIsNotReadyButWasNotAskedForIsNoReport() {
        rig.graph.fails(400, "{\"error\":{\"code\":2601,\"error_subcode\":1815107,\"is_transient\":true}}");

        assertThat(rig.askOnce()).isInstanceOf(Unavailable.class);
        assertThat(rig.graph.asked()).hasSize(1);
    }

    @Test
    void aSummaryThatCannotBeIncludedIsAHiccup() {
        rig.graph
                .fails(400, error(100, 0, "(#100) Cannot include actions, reach in summary param"))
                .answers(lastPage(campaign("1")));

        assertThat(rig.askOnce()).isInstanceOf(Page.class);
    }

    @Test
    void metaMayCallAnUnknownErrorTransient() {
        for (var i = 0; i < 3; i++) {
            rig.graph.fails(400, "{\"error\":{\"code\":4711,\"is_transient\":true}}");
        }

        assertThat(rig.askOnce()).isInstanceOf(Unavailable.class);
        assertThat(rig.graph.asked()).hasSize(3);
    }

    @Test
    void whatHappensToATokenIsNotUndoneByCallingItTransient() {
        rig.graph.fails(400, "{\"error\":{\"code\":190,\"is_transient\":true}}");

        assertThat(rig.askOnce()).isInstanceOf(Blocked.class);
        assertThat(rig.graph.asked()).hasSize(1);
    }

    @Test
    void metaMayDenyThatAnErrorIsTransient() {
        rig.graph.fails(500, "{\"error\":{\"code\":1,\"message\":\"Unknown\",\"is_transient\":false}}");

        assertThat(rig.askOnce()).isInstanceOf(Refused.class);
        assertThat(rig.graph.asked()).hasSize(1);
    }

    @Test
    void anErrorMayComeWithStatus200() {
        rig.graph.answers(error(190));

        assertThat(rig.askOnce()).isInstanceOf(Blocked.class);
    }

    @Test
    void anErrorMayBeAlmostEmpty() {
        rig.graph.fails(400, "{\"error\":{}}").fails(400, "{\"error\":{}}");

        assertThat(rig.askOnce()).isInstanceOf(Refused.class);
    }

    @Test
    void anErrorMayBeATextOnly() {
        rig.graph.fails(400, "{\"error\":\"Bad question\"}").fails(400, "{\"error\":\"Bad question\"}");

        assertThat(rig.askOnce())
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.why()).contains("Bad question"));
    }

    @Test
    void jsonThatIsNoErrorAndNoAnswerIsJudgedByItsStatus() {
        rig.graph.fails(400, "{}").fails(400, "{}");
        assertThat(rig.askOnce())
                .isEqualTo(new Refused("Meta refuses the question: HTTP status 400 without an error", ""));

        rig.graph.fails(429, "{}");
        assertThat(rig.askOnce()).isInstanceOf(Throttled.class);

        rig.graph.fails(502, "{}").fails(502, "{}").fails(502, "{}");
        assertThat(rig.askOnce()).isInstanceOf(Unavailable.class);
    }

    @Test
    void theTraceHeaderStandsInForAMissingTraceId() {
        rig.graph.answers(400, "{\"error\":{\"code\":100}}", Map.of("X-FB-Trace-Id", "HeaderTrace"));

        assertThat(rig.askOnce())
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.fbtraceId()).isEqualTo("HeaderTrace"));
    }

    @Test
    void metaSaysInMinutesWhenInsightsMayBeAskedAgain() {
        throttledWith(Map.of("X-Business-Use-Case-Usage", """
                {"66782684":[{"type":"ads_management","estimated_time_to_regain_access":44}],
                 "10153848260347724":[{"type":"ads_insights","estimated_time_to_regain_access":7},
                                      {"type":"ads_insights","estimated_time_to_regain_access":19}]}
                """.replace("\n", " ")));

        assertThat(retryAfter()).isEqualTo(Duration.ofMinutes(19));
    }

    @Test
    void otherUseCasesCountWhereInsightsSayNothing() {
        throttledWith(Map.of(
                "X-Business-Use-Case-Usage",
                "{\"1\":[{\"type\":\"ads_management\",\"estimated_time_to_regain_access\":44}]}"));

        assertThat(retryAfter()).isEqualTo(Duration.ofMinutes(44));
    }

    @Test
    void theAdAccountSaysItInSeconds() {
        throttledWith(Map.of(
                "X-Ad-Account-Usage",
                "{\"acc_id_util_pct\":100,\"reset_time_duration\":100}",
                "X-Business-Use-Case-Usage",
                "{\"1\":[{\"type\":\"ads_insights\",\"estimated_time_to_regain_access\":0}]}"));

        assertThat(retryAfter()).isEqualTo(Duration.ofSeconds(100));
    }

    @Test
    void aHeaderThatCannotBeReadIsIgnored() {
        throttledWith(Map.of("X-Ad-Account-Usage", "{not json", "X-Business-Use-Case-Usage", "[1, \"two\"]"));

        assertThat(retryAfter()).isEqualTo(FIVE_MINUTES);
    }

    @Test
    void noWaitIsLongerThanADay() {
        throttledWith(Map.of("X-Ad-Account-Usage", "{\"reset_time_duration\":9223372036854775807}"));

        assertThat(retryAfter()).isEqualTo(Duration.ofDays(1));
    }

    private void throttledWith(Map<String, String> headers) {
        rig.graph.answers(400, error(80000, 2446079, "Too many calls"), headers);
    }

    private Duration retryAfter() {
        return Duration.between(NOW, ((Throttled) rig.askOnce()).until());
    }
}
