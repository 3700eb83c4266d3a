package dev.weekline.sandbox;

import static dev.weekline.sandbox.Caller.query;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ControlTest {

    private final TurnableClock clock = new TurnableClock("2025-11-20T12:00:00Z");
    private final Sandbox sandbox =
            Sandbox.start(SandboxSettings.defaults().withLatency(Latency.none()).withControl(0), clock);
    private final Caller caller = new Caller(sandbox);
    private final SandboxAccount account = sandbox.accounts().getFirst();

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @Test
    void noOrdersAreTakenUnlessSwitchedOn() {
        try (var other = Sandbox.start(SandboxSettings.defaults(), clock)) {
            assertThat(other.controlUrl()).isEmpty();
        }
    }

    @Test
    void ordersHaveAPortOfTheirOwn() {
        assertThat(url().getPort()).isNotEqualTo(sandbox.baseUrl().getPort());
        assertThat(url().getHost()).isEqualTo("127.0.0.1");
    }

    @Test
    void aPortForOrdersThatIsTakenIsNamed() {
        var taken = SandboxSettings.defaults().withControl(url().getPort());

        assertThatThrownBy(() -> Sandbox.start(taken, clock))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage("The sandbox cannot take orders on port " + url().getPort());
    }

    @Test
    void whatCanBeOrderedIsTold() {
        assertThat(order("GET", "/", "").body()).contains("PUT    /failures", "every 3rd placements call");
    }

    @Test
    void failuresAreOrderedOneALine() {
        assertThat(order("PUT", "/failures", "# trying\n\ntotals: 503\n  node: hang\n")
                        .statusCode())
                .isEqualTo(204);

        assertThat(order("GET", "/failures", "").body()).isEqualTo("every totals call: 503\nevery node call: hang\n");
        assertThat(ask().statusCode()).isEqualTo(503);
        assertThat(order("DELETE", "/failures", "").statusCode()).isEqualTo(204);
        assertThat(ask().statusCode()).isEqualTo(200);
    }

    @Test
    void aFailureThatCannotBeReadIsNamedWithItsLineAndChangesNothing() {
        order("PUT", "/failures", "totals: 503");
        var refused = order("PUT", "/failures", "every call: 500\n\ntotals: explode");

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.headers().firstValue("content-type")).hasValue("application/problem+json");
        assertThat(Caller.json(refused).path("line").intValue()).isEqualTo(3);
        assertThat(Caller.json(refused).path("detail").textValue())
                .startsWith("Line 3: ")
                .contains("\"explode\"");
        assertThat(ask().statusCode()).isEqualTo(503);
    }

    @Test
    void countersAreToldBySectionAndPage() {
        ask();
        ask();
        var counters = Caller.json(order("GET", "/counters", ""));

        assertThat(counters)
                .isEqualTo(Caller.json("{\"total\":2,\"calls\":[{\"account\":\"" + account.id()
                        + "\",\"section\":\"totals\",\"page\":1,\"times\":2}]}"));
        order("DELETE", "/counters", "");
        assertThat(sandbox.counters().total()).isZero();
    }

    @Test
    void latencyIsOrderedInThreeWays() {
        order("PUT", "/latency", "{\"fixed\":\"2s\"}");
        assertThat(sandbox.latency()).isEqualTo(Latency.fixed(Duration.ofSeconds(2)));

        order("PUT", "/latency", "{\"least\":\"0ms\",\"most\":\"2ms\"}");
        assertThat(sandbox.latency()).isEqualTo(Latency.between(Duration.ZERO, Duration.ofMillis(2)));

        order("PUT", "/latency", "{\"median\":\"1ms\",\"p99\":\"2ms\",\"most\":\"3ms\"}");
        assertThat(sandbox.latency())
                .isEqualTo(Latency.longTailed(Duration.ofMillis(1), Duration.ofMillis(2), Duration.ofMillis(3)));
    }

    @Test
    void theClockIsShifted() {
        order("PUT", "/clock", "{\"offset\":\"P-3D\"}");
        var row = caller.answer(account, query("date_preset", "yesterday")).at("/data/0");

        assertThat(row.path("date_start").textValue()).isEqualTo("2025-11-16");
    }

    @Test
    void anAccountIsResized() {
        assertThat(order("PUT", "/accounts/" + account.id() + "/size", "{\"campaigns\":40,\"ads\":90}")
                        .statusCode())
                .isEqualTo(204);

        assertThat(sandbox.accounts().getFirst().size()).isEqualTo(new SandboxAccount.Size(40, 90));
    }

    @Test
    void limitsAreOrderedOneByOne() {
        order("PUT", "/limits", "{\"hourlyCalls\":2}");
        order("PUT", "/limits", "{\"errorPenalty\":1.5}");

        assertThat(sandbox.limits()).isEqualTo(new Limits(2, 0, 1.5));
        assertThat(IntStream.range(0, 3).map(_ -> ask().statusCode())).containsExactly(200, 200, 400);
    }

    @Test
    void usageIsTold() {
        order("PUT", "/limits", "{\"hourlyCalls\":2}");
        ask();
        ask();
        var usage = Caller.json(order("GET", "/usage", "")).at("/accounts/" + account.id());

        assertThat(usage.path("calls").intValue()).isEqualTo(2);
        assertThat(usage.path("allowance").intValue()).isEqualTo(2);
        assertThat(usage.path("secondsUntilAccess").intValue()).isEqualTo(3_600);
    }

    @Test
    void answersAreHeldAndReleased() {
        order("POST", "/hold", "");
        var held = caller.sendAsync(caller.insights(account, query()));
        await().until(() -> sandbox.counters().total() == 1);

        assertThat(held).isNotDone();
        order("POST", "/release", "");
        assertThat(held.join().statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/latency                                | {\"fixed\":\"soon\"}            | \"soon\" is not a duration",
                "/latency                                | {\"fixed\":200}                 | fixed is not a text",
                "/latency                                | {\"least\":\"2s\"}              | A latency has fixed, or",
                "/latency                                | {\"least\":\"2s\",\"most\":\"1s\"} | No latency lies between",
                "/latency                                | nonsense                        | The body is not a JSON object",
                "/clock                                  | {\"offset\":\"3 days\"}         | offset is not a duration",
                "/clock                                  | {\"ofset\":\"P3D\"}             | \"ofset\" is none of offset",
                "/limits                                 | {\"hourlyCalls\":\"many\"}      | hourlyCalls is not a whole number",
                "/limits                                 | {\"errorPenalty\":\"much\"}     | An error costs no NaN calls",
                "/accounts/nobody/size                   | {\"campaigns\":1,\"ads\":1}     | The sandbox has no account nobody",
                "/accounts/belmonte/size                 | {\"campaigns\":5,\"ads\":1}     | 1 ads do not fill 5 campaigns",
                "/accounts/belmonte/size                 | {\"campaigns\":5}               | ads is not a whole number",
            })
    void anOrderThatMakesNoSenseIsRefused(String path, String body, String why) {
        var refused = order("PUT", path, body);

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(Caller.json(refused).path("detail").textValue()).contains(why);
    }

    @Test
    void anOrderForNothingOrInAnotherMannerIsRefused() {
        assertThat(order("GET", "/shoes", "").statusCode()).isEqualTo(404);
        assertThat(order("POST", "/counters", "").statusCode()).isEqualTo(405);
        assertThat(order("POST", "/counters", "").headers().firstValue("allow")).hasValue("DELETE, GET");
    }

    @Test
    void ordersFromAWebPageAreRefused() {
        var order = HttpRequest.newBuilder(url().resolve("/hold"))
                .header("Origin", "http://localhost")
                .POST(BodyPublishers.noBody())
                .build();

        assertThat(caller.send(order).statusCode()).isEqualTo(403);
        assertThat(ask().statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "rebound.example, 403",
        "127.0.0.1.rebound.example, 403",
        "192.168.1.7:8091, 403",
        "localhost:8091, 200",
        "[::1]:8091, 200",
        "127.0.0.1, 200",
    })
    void ordersAreTakenByTheNamesOfThisMachineOnly(String host, int status) throws IOException {
        try (var socket = new Socket("127.0.0.1", url().getPort())) {
            socket.getOutputStream()
                    .write(("GET /usage HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            var answer = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));

            assertThat(answer.readLine()).startsWith("HTTP/1.1 " + status);
        }
    }

    private URI url() {
        return sandbox.controlUrl().orElseThrow();
    }

    private HttpResponse<String> ask() {
        return caller.send(caller.insights(account, query()));
    }

    private HttpResponse<String> order(String method, String path, String body) {
        return caller.send(HttpRequest.newBuilder(url().resolve(path))
                .method(method, BodyPublishers.ofString(body))
                .build());
    }
}
