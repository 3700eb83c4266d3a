package dev.weekline.terminal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** The service, asked over HTTP. One command is one thread that waits. */
final class Service {

    /** Figures are shown as they came: as exact decimals. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .nodeFactory(JsonNodeFactory.withExactBigDecimals(true))
            .build();

    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(45);
    private static final Duration LONGEST_CONNECT = Duration.ofSeconds(5);
    private static final int FIRST_PROBLEM = 400;

    private final URI address;
    private final String key;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(LONGEST_CONNECT).build();

    Service(URI address, String key) {
        this.address = address;
        this.key = key;
    }

    /** What was answered, and with which status. */
    record Answer(int status, JsonNode body) {}

    /** @throws TerminalException where nothing or a problem is answered */
    Answer get(String path) {
        return send(request(path).GET().build());
    }

    /** @throws TerminalException where nothing or a problem is answered */
    Answer post(String path, JsonNode body) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body.toString()))
                .build());
    }

    /** As it goes into an address. */
    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(address.resolve(path))
                .header("Authorization", "Bearer " + key)
                .header("Accept", "application/json")
                .timeout(LONGEST_ANSWER);
    }

    private Answer send(HttpRequest request) {
        try {
            return read(http.send(request, BodyHandlers.ofString()));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new TerminalException("Stopped.");
        } catch (IOException nobody) {
            throw new TerminalException("Nothing answers at " + address
                    + ": start Weekline, or say where it is with --address or WEEKLINE_ADDRESS.");
        }
    }

    private Answer read(HttpResponse<String> response) {
        try {
            var body = JSON.readTree(response.body());
            if (response.statusCode() >= FIRST_PROBLEM) {
                throw new TerminalException(body.path("detail").asText("The answer is " + response.statusCode() + "."));
            }
            return new Answer(response.statusCode(), body);
        } catch (JsonProcessingException other) {
            throw new TerminalException("What answers at " + address + " is not Weekline.");
        }
    }
}
