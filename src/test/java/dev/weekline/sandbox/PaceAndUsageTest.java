package dev.weekline.sandbox;

import static dev.weekline.sandbox.Caller.query;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PaceAndUsageTest {

    private final TurnableClock clock = new TurnableClock("2025-11-20T12:00:00Z");
    private final Sandbox sandbox =
            Sandbox.start(SandboxSettings.defaults().withLatency(Latency.none()).withHourlyCalls(200), clock);
    private final Caller caller = new Caller(sandbox);
    private final SandboxAccount account = sandbox.accounts().getFirst();

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @Test
    void heldAnswersComeWhenTheyAreReleased() {
        sandbox.hold();
        var answers = IntStream.range(0, 20)
                .mapToObj(_ -> caller.sendAsync(caller.insights(account, query())))
                .toList();
        await().until(() -> sandbox.counters().of(account.id(), "account") == 20);

        assertThat(answers).noneMatch(CompletableFuture::isDone);
        sandbox.release();
        assertThat(answers)
                .allSatisfy(answer -> assertThat(answer.join().statusCode()).isEqualTo(200));
    }

    @Test
    void aSecondHoldHoldsAgain() {
        sandbox.hold();
        sandbox.release();
        sandbox.hold();
        var answer = caller.sendAsync(caller.insights(account, query()));
        await().until(() -> sandbox.counters().total() == 1);

        assertThat(answer).isNotDone();
        sandbox.release();
        assertThat(answer.join().statusCode()).isEqualTo(200);
    }

    @Test
    void latencyIsTheSameForTheSameQuestionAndStaysWithinItsRange() {
        var latency = Latency.between(Duration.ofMillis(40), Duration.ofMillis(120));
        var drawn = IntStream.range(0, 200)
                .mapToObj(i -> latency.of(Dice.of("question").with(i)))
                .toList();

        assertThat(drawn)
                .allSatisfy(one -> assertThat(one).isBetween(Duration.ofMillis(40), Duration.ofMillis(120)))
                .contains(latency.of(Dice.of("question").with(7)));
        assertThat(drawn.stream().distinct()).hasSizeGreaterThan(150);
    }

    @Test
    void anAnswerWaitsForItsLatencyAndNobodyWaitsForAClosedSandbox() {
        sandbox.latency(Latency.fixed(Duration.ofDays(1)));
        var answer = caller.sendAsync(caller.insights(account, query()));
        await().until(() -> sandbox.counters().total() == 1);

        assertThat(answer).isNotDone();
        sandbox.close();
        assertThat(answer.handle((_, failure) -> failure != null).join()).isTrue();
    }

    @Test
    void aPortThatIsTakenIsNamed() {
        var taken = SandboxSettings.defaults().withPort(sandbox.baseUrl().getPort());

        assertThatThrownBy(() -> Sandbox.start(taken, clock))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage("The sandbox cannot listen on port " + taken.port());
    }

    @Test
    void usageRisesWithUseAndFallsWithTheHour() {
        var first = usage(ask());
        IntStream.range(0, 49).forEach(_ -> ask());
        var fiftyFirst = usage(ask());
        clock.turnBy(Duration.ofMinutes(61));
        var later = usage(ask());

        assertThat(first.path("acc_id_util_pct").doubleValue()).isEqualTo(0.5);
        assertThat(fiftyFirst.path("acc_id_util_pct").doubleValue()).isEqualTo(25.5);
        assertThat(later.path("acc_id_util_pct").doubleValue()).isEqualTo(0.5);
        assertThat(first.path("reset_time_duration").intValue()).isBetween(3_500, 3_600);
    }

    @Test
    void usageIsToldInAllOfMetasHeaders() {
        IntStream.range(0, 59).forEach(_ -> ask());
        var answer = ask();
        var throttle = header(answer, "x-fb-ads-insights-throttle");
        var useCase = header(answer, "x-business-use-case-usage").path(account.digits());

        assertThat(header(answer, "x-app-usage"))
                .isEqualTo(Caller.json("{\"call_count\": 10, \"total_cputime\": 10, \"total_time\": 10}"));
        assertThat(throttle.path("app_id_util_pct").doubleValue()).isEqualTo(10);
        assertThat(throttle.path("acc_id_util_pct").doubleValue()).isEqualTo(30);
        assertThat(useCase.at("/0/type").textValue()).isEqualTo("ads_insights");
        assertThat(useCase.at("/0/call_count").intValue()).isEqualTo(30);
        assertThat(useCase.at("/0/estimated_time_to_regain_access").intValue()).isZero();
    }

    @Test
    void accountsDoNotUseUpEachOther() {
        ask();
        var other = sandbox.accounts().getLast();
        var answer = caller.send(caller.insights(other, query()));

        assertThat(usage(answer).path("acc_id_util_pct").doubleValue()).isEqualTo(0.5);
    }

    @Test
    void everyAnswerSaysThatItIsFromASandbox() {
        var refused = caller.send(caller.insights(account, query("level", "shoe")));

        assertThat(ask().headers().firstValue("x-weekline-sandbox")).hasValue("true");
        assertThat(refused.headers().firstValue("x-weekline-sandbox")).hasValue("true");
        assertThat(refused.headers().firstValue("x-fb-trace-id"))
                .hasValue(Caller.json(refused).at("/error/fbtrace_id").textValue());
        assertThat(usage(refused).path("acc_id_util_pct").doubleValue()).isEqualTo(0.5);
    }

    @Test
    void callsAreCountedByKindAndRefusedOnesApart() {
        ask();
        caller.answer(account, query("level", "campaign", "time_increment", "1"));
        caller.answer(account, query("breakdowns", "gender,age"));
        caller.error(account, query("level", "shoe"));
        var counters = sandbox.counters();

        assertThat(counters.of(account.id(), "account")).isOne();
        assertThat(counters.of(account.id(), "campaign/1")).isOne();
        assertThat(counters.of(account.id(), "account/age,gender")).isOne();
        assertThat(counters.of(account.id(), Counters.REFUSED)).isOne();
        assertThat(counters.of(account.id())).isEqualTo(4);
        counters.reset();
        assertThat(counters.total()).isZero();
    }

    private HttpResponse<String> ask() {
        return caller.send(caller.insights(account, query()));
    }

    private static JsonNode usage(HttpResponse<String> answer) {
        return header(answer, "x-ad-account-usage");
    }

    private static JsonNode header(HttpResponse<String> answer, String name) {
        return Caller.json(answer.headers().firstValue(name).orElseThrow());
    }
}
