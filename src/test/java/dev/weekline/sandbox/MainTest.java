package dev.weekline.sandbox;

import static dev.weekline.sandbox.Caller.query;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MainTest {

    private final List<String> said = new ArrayList<>();
    private final TurnableClock clock = new TurnableClock("2025-11-20T12:00:00Z");

    @Test
    void aSandboxThatIsStartedAloneSaysWhatToAskAndTheQuestionWorks() {
        try (var sandbox = start("--port", "0", "--latency", "0")) {
            var curl = Pattern.compile("curl -H '([^:]+): ([^']+)' '([^']+)'").matcher(String.join("\n", said));
            assertThat(curl.find()).isTrue();
            var answer = new Caller(sandbox)
                    .send(HttpRequest.newBuilder(URI.create(curl.group(3)))
                            .header(curl.group(1), curl.group(2))
                            .build());

            assertThat(Caller.json(answer).path("data")).isNotEmpty();
        }
    }

    @Test
    void addressAccountsAndTokensAreSaid() {
        try (var sandbox = start("--port", "0")) {
            assertThat(said).anyMatch(line -> line.endsWith(sandbox.baseUrl().toString()));
            assertThat(sandbox.accounts())
                    .allSatisfy(account -> assertThat(said)
                            .anyMatch(line -> line.contains(account.id()))
                            .anyMatch(line -> line.endsWith(account.accessToken())));
        }
    }

    @Test
    void whereOrdersAreTakenIsSaid() {
        try (var sandbox = start("--port", "0", "--control-port", "0")) {
            var url = sandbox.controlUrl().orElseThrow().toString();
            assertThat(said).anyMatch(line -> line.contains("orders at " + url));
        }
    }

    @Test
    void accountsLimitsAndPaceAreArguments() {
        try (var sandbox =
                start("--port", "0", "--latency", "0ms..1ms", "--hourly-calls", "1", "--ads", "hotel-lumen=30/300")) {
            var caller = new Caller(sandbox);
            var account = sandbox.accounts().getFirst();

            assertThat(sandbox.accounts().get(1).size()).isEqualTo(new SandboxAccount.Size(30, 300));
            assertThat(caller.send(caller.insights(account, query())).statusCode())
                    .isEqualTo(200);
            assertThat(caller.send(caller.insights(account, query())).statusCode())
                    .isEqualTo(400);
        }
    }

    @Test
    void withoutArgumentsItListensWhereItsDescriptionSays() {
        var settings = Arguments.read(List.of());

        assertThat(settings.port()).isEqualTo(8090);
        assertThat(settings.controlPort()).isEmpty();
        assertThat(settings.latency()).isEqualTo(Latency.between(Duration.ofMillis(40), Duration.ofMillis(120)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--port               | --port needs a value behind it.",
                "--port http          | --port is a number from 0 to 65535, not \"http\".",
                "--port 70000         | --port is a number from 0 to 65535, not \"70000\".",
                "--latency slow       | --latency is a duration like 200ms or a range like 40ms..120ms, not \"slow\".",
                "--latency 2s..1s     | --latency is a duration like 200ms or a range like 40ms..120ms, not \"2s..1s\".",
                "--ads 5/10           | --ads is an account and its size like belmonte=1000/100000, not \"5/10\".",
                "--ads shoes=5/10     | The sandbox has no account shoes; it has belmonte, hotel-lumen, nordic-outdoor.",
                "--ads belmonte=5/1   | --ads does not work: 1 ads do not fill 5 campaigns.",
                "--shoes 1            | The sandbox does not know --shoes; it knows --port, --control-port, --latency, --hourly-calls and --ads.",
                "help                 | The sandbox does not know help; it knows --port, --control-port, --latency, --hourly-calls and --ads.",
            })
    void argumentsThatMakeNoSenseAreExplainedInASentence(String words, String why) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> start(words.split(" ", -1)))
                .withMessage(why);
    }

    private Sandbox start(String... words) {
        return Main.start(List.of(words), clock, said::add);
    }
}
