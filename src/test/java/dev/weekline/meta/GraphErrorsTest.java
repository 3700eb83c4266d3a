package dev.weekline.meta;

import static dev.weekline.meta.GraphBodies.error;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weekline.meta.MetaAnswer.Blocked;
import dev.weekline.meta.MetaAnswer.Refused;
import dev.weekline.meta.MetaAnswer.Throttled;
import dev.weekline.meta.MetaAnswer.TooLarge;
import dev.weekline.meta.MetaAnswer.Unavailable;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Meta's errors over HTTP, and what they mean to us. */
class GraphErrorsTest {

    private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);

    private final GraphRig rig = new GraphRig();

    @AfterEach
    void close() {
        rig.close();
    }

    @ParameterizedTest
    @CsvSource({
        "400, 4, 0, 300",
        "403, 4, 1504022, 300",
        "400, 17, 0, 60",
        "400, 17, 2446079, 60",
        "400, 32, 0, 300",
        "400, 341, 0, 300",
        "400, 613, 0, 300",
        "400, 613, 1487742, 300",
        "400, 80000, 2446079, 300",
        "400, 80004, 0, 300",
        "400, 80014, 0, 300",
        "429, 0, 0, 300",
        "429, 12345, 0, 300",
    })
    void limitsAreWaitedFor(int status, int code, int subcode, long seconds) {
        rig.graph.fails(status, error(code, subcode, "Too many calls"));

        assertThat(rig.askOnce()).isInstanceOfSatisfying(Throttled.class, throttled -> {
            assertThat(Duration.between(java.time.Instant.now(), throttled.until()))
                    .isEqualTo(Duration.ofSeconds(seconds));
            assertThat(throttled.fbtraceId()).isEqualTo("AxTrace_9");
        });
        assertThat(rig.graph.asked()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "400, 190, 0, store a new access token",
        "401, 190, 9999, store a new access token",
        "400, 190, 458, has removed the app",
        "400, 190, 459, must pass a check",
        "400, 190, 460, has changed the password",
        "400, 190, 463, has expired",
        "400, 190, 464, is not confirmed",
        "400, 190, 467, was invalidated",
        "400, 190, 492, has lost the role",
        "400, 102, 0, session of the access token is over",
        "400, 10, 0, lacks a permission",
        "403, 3, 0, may not use the Marketing API",
        "403, 200, 0, may not read this ad account",
        "403, 275, 0, may not read this ad account",
        "403, 299, 0, may not read this ad account",
        "403, 294, 0, was not admitted to the Marketing API",
        "400, 368, 0, blocked the owner of the access token for abuse",
        "400, 100, 33, no such ad account",
        "400, 104, 0, weekline.meta.app-secret",
        "400, 613, 1996, erratic volume of calls",
        "500, 1, 2853001, personal account",
    })
    void whatSomebodyHasToPutRightSaysWhat(int status, int code, int subcode, String sentence) {
        rig.graph.fails(status, error(code, subcode, "Meta's own words"));

        assertThat(rig.askOnce()).isInstanceOfSatisfying(Blocked.class, blocked -> {
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
        "400, 100, 1487534, Invalid parameter",
        "400, 2616, 0, Too many rows",
        "500, 1, 0, 'Please reduce the amount of data you''re asking for, then retry your request'",
        "500, 2, 1504038, Please try again",
    })
    void whatIsTooLargeIsNotAskedAgain(int status, int code, int subcode, String message) {
        rig.graph.fails(status, error(code, subcode, message));

        assertThat(rig.askOnce()).isInstanceOf(TooLarge.class);
        assertThat(rig.graph.asked()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "500, 1, 0",
        "500, 1, 99",
        "503, 2, 0",
        "500, 2, 1504044",
        "503, 0, 0",
        "400, 1, 0",
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
        "400, 3018, 0, The start date cannot be beyond 37 months, 37 months",
        "400, 2642, 0, Invalid cursors values, lost its place",
        "400, 2500, 0, Syntax error, Syntax error",
        "400, 99999, 0, Something new, Something new",
        "404, 803, 0, Some of the aliases do not exist, aliases",
    })
    void whatIsWrongWithTheQuestionIsRefused(int status, int code, int subcode, String message, String sentence) {
        rig.graph.fails(status, error(code, subcode, message));

        assertThat(rig.askOnce())
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.why()).contains(sentence).contains("code " + code));
        assertThat(rig.graph.asked()).hasSize(1);
    }

    @Test
    void metaMayCallAnyErrorTransient() {
        for (var i = 0; i < 3; i++) {
            rig.graph.fails(400, "{\"error\":{\"code\":2601,\"error_subcode\":1815107,\"is_transient\":true}}");
        }

        assertThat(rig.askOnce()).isInstanceOf(Unavailable.class);
        assertThat(rig.graph.asked()).hasSize(3);
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
        rig.graph.fails(400, "{\"error\":{}}");

        assertThat(rig.askOnce()).isInstanceOf(Refused.class);
    }

    @Test
    void anErrorMayBeATextOnly() {
        rig.graph.fails(400, "{\"error\":\"Bad question\"}");

        assertThat(rig.askOnce())
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.why()).contains("Bad question"));
    }

    @Test
    void jsonThatIsNoErrorAndNoAnswerIsJudgedByItsStatus() {
        rig.graph.fails(400, "{}");
        assertThat(rig.askOnce()).isEqualTo(new Refused("Meta answered with HTTP status 400", ""));

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
        return Duration.between(java.time.Instant.now(), ((Throttled) rig.askOnce()).until());
    }
}
