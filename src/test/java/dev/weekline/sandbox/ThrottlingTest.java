package dev.weekline.sandbox;

import static dev.weekline.sandbox.Caller.query;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ThrottlingTest {

    private final TurnableClock clock = new TurnableClock("2025-11-20T12:00:00Z");
    private final Sandbox sandbox =
            Sandbox.start(SandboxSettings.defaults().withLatency(Latency.none()).withHourlyCalls(5), clock);
    private final Caller caller = new Caller(sandbox);
    private final SandboxAccount account = sandbox.accounts().getFirst();
    private final SandboxAccount other = sandbox.accounts().getLast();

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @Test
    void anHourHoldsAsManyCallsAsItsLimit() {
        assertThat(IntStream.range(0, 7).map(_ -> ask(account).statusCode()))
                .containsExactly(200, 200, 200, 200, 200, 400, 400);
    }

    @Test
    void theLastCallBeforeTheLimitTellsThatAllIsUsed() {
        ask(account, 4);
        var last = ask(account);

        assertThat(last.statusCode()).isEqualTo(200);
        assertThat(header(last, "x-ad-account-usage").path("acc_id_util_pct").doubleValue())
                .isEqualTo(100);
    }

    @Test
    void anAccountThatHasUsedUpItsHourIsRefusedAsMetaRefuses() {
        ask(account, 5);
        var refused = ask(account);
        var error = Caller.json(refused).path("error");
        var useCase = header(refused, "x-business-use-case-usage")
                .path(account.digits())
                .path(0);

        assertThat(error.path("code").intValue()).isEqualTo(80_000);
        assertThat(error.path("error_subcode").intValue()).isEqualTo(2_446_079);
        assertThat(error.path("type").textValue()).isEqualTo("OAuthException");
        assertThat(error.path("message").textValue())
                .startsWith("(#80000) There have been too many calls from this ad-account");
        assertThat(useCase.path("call_count").intValue()).isEqualTo(100);
        assertThat(useCase.path("estimated_time_to_regain_access").intValue()).isEqualTo(60);
        assertThat(header(refused, "x-ad-account-usage")
                        .path("reset_time_duration")
                        .intValue())
                .isEqualTo(3_600);
        assertThat(header(refused, "x-fb-ads-insights-throttle")
                        .path("acc_id_util_pct")
                        .doubleValue())
                .isEqualTo(100);
    }

    @Test
    void otherAccountsGoOn() {
        ask(account, 6);

        assertThat(ask(other).statusCode()).isEqualTo(200);
    }

    @Test
    void accessComesBackWhenTheHourHasPassed() {
        ask(account, 2);
        clock.turnBy(Duration.ofMinutes(20));
        ask(account, 4);
        var minutes = header(ask(account), "x-business-use-case-usage")
                .at("/" + account.digits() + "/0/estimated_time_to_regain_access")
                .intValue();
        // The two calls at the beginning fall out of the hour, but five later ones are left.
        assertThat(minutes).isEqualTo(60);
        clock.turnBy(Duration.ofMinutes(minutes).minusSeconds(1));

        assertThat(ask(account).statusCode()).isEqualTo(400);
        clock.turnBy(Duration.ofHours(1));
        assertThat(ask(account).statusCode()).isEqualTo(200);
    }

    @Test
    void accessComesBackAsSoonAsEnoughHasFallenOutOfTheHour() {
        ask(account, 3);
        clock.turnBy(Duration.ofMinutes(20));
        var last = ask(account, 2);
        var seconds =
                header(last, "x-ad-account-usage").path("reset_time_duration").intValue();

        assertThat(seconds).isEqualTo(2_400);
        clock.turnBy(Duration.ofSeconds(seconds));
        assertThat(ask(account).statusCode()).isEqualTo(200);
    }

    @Test
    void callsThatAreRefusedKeepTheCallerOut() {
        ask(account, 5);
        clock.turnBy(Duration.ofMinutes(30));
        ask(account, 5);
        clock.turnBy(Duration.ofMinutes(31));

        assertThat(ask(account).statusCode()).isEqualTo(400);
        clock.turnBy(Duration.ofMinutes(61));
        assertThat(ask(account).statusCode()).isEqualTo(200);
    }

    @Test
    void anAppThatHasUsedUpItsHourIsRefusedForEveryAccount() {
        sandbox.limits(new Limits(0, 3, 0.001));
        ask(account, 3);
        var refused = ask(other);
        var error = Caller.json(refused).path("error");

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(error.path("code").intValue()).isEqualTo(4);
        assertThat(error.path("is_transient").booleanValue()).isTrue();
        assertThat(error.path("message").textValue()).isEqualTo("(#4) Application request limit reached");
        assertThat(header(refused, "x-fb-ads-insights-throttle")
                        .path("app_id_util_pct")
                        .doubleValue())
                .isEqualTo(100);
        assertThat(header(refused, "x-app-usage").path("call_count").intValue()).isEqualTo(100);
        assertThat(Caller.json(ask(account)).at("/error/code").intValue()).isEqualTo(4);
        clock.turnBy(Duration.ofMinutes(61));
        assertThat(ask(other).statusCode()).isEqualTo(200);
    }

    @Test
    void ownErrorsLowerTheLimit() {
        sandbox.limits(new Limits(10, 0, 2));
        caller.error(account, query("level", "shoe"));
        caller.error(account, query("level", "shoe"));

        assertThat(IntStream.range(0, 5).map(_ -> ask(account).statusCode())).containsExactly(200, 200, 200, 200, 400);
    }

    @Test
    void throttlingAndFaultsOfTheServerAreNobodysOwnErrors() {
        sandbox.limits(new Limits(10, 0, 2));
        sandbox.script("first 2 calls: 400/17", "the 3rd call: 500/1");
        ask(account, 3);

        assertThat(IntStream.range(0, 8).map(_ -> ask(account).statusCode()))
                .containsExactly(200, 200, 200, 200, 200, 200, 200, 400);
    }

    @Test
    void nobodyReachesMetasOwnLimitsByTrying() {
        sandbox.limits(Limits.asDocumented());

        assertThat(ask(account, 50).statusCode()).isEqualTo(200);
    }

    @Test
    void aLimitBelowZeroIsNone() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Limits(-1, 0, 0.001));
        assertThatIllegalArgumentException().isThrownBy(() -> new Limits(0, 0, -1));
    }

    private HttpResponse<String> ask(SandboxAccount whose, int times) {
        return IntStream.range(0, times).mapToObj(_ -> ask(whose)).toList().getLast();
    }

    private HttpResponse<String> ask(SandboxAccount whose) {
        return caller.send(caller.insights(whose, query()));
    }

    private static JsonNode header(HttpResponse<String> answer, String name) {
        return Caller.json(answer.headers().firstValue(name).orElseThrow());
    }
}
