package dev.weekline.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the service itself writes where its standard error is no terminal, as it is shipped. */
class LogOfServiceTest {

    private static final String WEEK = "/reports/weekly/2026-W30?account=belmonte";
    private static final Pattern SECRET = Pattern.compile("SBX[0-9a-z]{20,}|EAA\\w{8,}|wl_\\w{8,}|Bearer \\w");

    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir
    Path data;

    @BeforeEach
    void bringPrograms() throws IOException {
        Programs.lendTo(data);
    }

    @AfterEach
    void stopWhatIsLeft() throws IOException {
        Postmaster.runningOn(data.resolve("database")).ifPresent(ProcessHandle::destroy);
        Programs.takeBackFrom(data);
    }

    @Test
    void aLineIsAnObjectThatSaysWhatItBelongsTo() throws Exception {
        try (var service = start(Map.of("WEEKLINE_BACKFILL_INITIAL_DELAY", "100ms", "WEEKLINE_BACKFILL_EVERY", "1s"))) {
            ask(service.awaitAddress(), WEEK);
            ask(service.awaitAddress(), "/reports/weekly/2026-W30?account=belmonte&access_token=EAAB0123456789");
            await().atMost(Duration.ofMinutes(1))
                    .untilAsserted(
                            () -> assertThat(lines(service, "Background step")).isNotEmpty());
            service.terminate();
            service.awaitEnd();

            var requests = lines(service, "GET /reports/weekly/2026-W30 200").stream()
                    .filter(line -> line.path("request").asText().equals("reader-1"))
                    .toList();
            assertThat(requests).hasSize(2).allSatisfy(line -> {
                assertThat(line.get("week").asText()).isEqualTo("2026-W30");
                assertThat(line.get("logger").asText()).isEqualTo("dev.weekline.edge.RequestLines");
                assertThat(line.has("account")).isTrue();
            });
            assertThat(lines(service, "Run (missing) stored: 6 calls, 14 units in "))
                    .singleElement()
                    .satisfies(line -> {
                        assertThat(line.get("request").asText()).isEqualTo("reader-1");
                        assertThat(line.get("week").asText()).isEqualTo("2026-W30");
                        assertThat(line.get("account").asText()).startsWith("act_");
                        assertThat(line.get("run").asText()).hasSize(36);
                    });
            assertThat(lines(service, "Background step")
                            .getFirst()
                            .get("message")
                            .asText())
                    .matches("Background step: \\d+ weeks stored, \\d+ failed; \\d+ calls, \\d+ units in \\d+ ms.*");
            assertThat(service.out()).anyMatch(line -> line.startsWith("Weekline is ready at http://"));
            assertThat(service.err()).noneMatch(line -> SECRET.matcher(line).find());
            assertThat(String.join("\n", service.err())).doesNotContain(key());
        }
    }

    @Test
    void textIsHadByAskingForIt() throws Exception {
        try (var service = start(Map.of("WEEKLINE_LOG_FORMAT", "text", "WEEKLINE_BACKGROUND", "false"))) {
            ask(service.awaitAddress(), WEEK);
            service.terminate();
            service.awaitEnd();

            assertThat(service.err())
                    .anyMatch(
                            line -> line.matches(
                                    "\\d\\d:\\d\\d:\\d\\d\\.\\d{3} INFO  RequestLines: "
                                            + "GET /reports/weekly/2026-W30 200 [\\d.]+ ms \\[request=reader-1 account=belmonte week=2026-W30]"));
        }
    }

    @Test
    void anotherFormatStopsTheStart() throws Exception {
        try (var service = start(Map.of("WEEKLINE_LOG_FORMAT", "xml"))) {
            assertThat(service.awaitEnd()).isOne();
            assertThat(service.err()).singleElement().asString().contains("WEEKLINE_LOG_FORMAT", "text or json");
        }
    }

    private ServiceProcess start(Map<String, String> settings) throws IOException {
        var environment = new HashMap<>(Map.of("WEEKLINE_DATA_DIR", data.toString(), "MICRONAUT_SERVER_PORT", "0"));
        environment.putAll(settings);
        return ServiceProcess.startWithItsOwnLog(environment);
    }

    private static List<JsonNode> lines(ServiceProcess service, String message) {
        return service.err().stream()
                .map(LogOfServiceTest::object)
                .filter(line -> line.get("message").asText().startsWith(message))
                .toList();
    }

    private static JsonNode object(String line) {
        try {
            return new ObjectMapper().readTree(line);
        } catch (JsonProcessingException malformed) {
            throw new AssertionError(line, malformed);
        }
    }

    private void ask(URI address, String path) throws IOException, InterruptedException {
        var answer = http.send(
                HttpRequest.newBuilder(address.resolve(path))
                        .header("Authorization", "Bearer " + key())
                        .header("X-Request-Id", "reader-1")
                        .build(),
                BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private String key() throws IOException {
        return Files.readString(data.resolve("admin-key")).strip();
    }
}
