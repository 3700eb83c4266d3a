package dev.weekline.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/** Asks over HTTP and hides nothing: no redirects are followed, errors are answers, every header is to be seen. */
public final class RawClient {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final URI base;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    public RawClient(URI base) {
        this.base = base;
    }

    /** @param headers names and values in turn */
    public Answer get(String path, String... headers) {
        return ask("GET", path, "", headers);
    }

    /** @param headers names and values in turn */
    public Answer head(String path, String... headers) {
        return ask("HEAD", path, "", headers);
    }

    /** @param headers names and values in turn */
    public Answer postJson(String path, String json, String... headers) {
        var all = new String[headers.length + 2];
        System.arraycopy(headers, 0, all, 2, headers.length);
        all[0] = "Content-Type";
        all[1] = "application/json";
        return ask("POST", path, json, all);
    }

    /** @param headers names and values in turn */
    public Answer ask(String method, String path, String body, String... headers) {
        var publisher = body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body);
        var request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(PATIENCE)
                .method(method, publisher);
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            var response = http.send(request.build(), BodyHandlers.ofByteArray());
            return new Answer(response.statusCode(), response.headers(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** An answer as it came, still compressed if it was. */
    public record Answer(int status, HttpHeaders headers, byte[] body) {

        /** The first header of that name. */
        public Optional<String> header(String name) {
            return headers.firstValue(name);
        }

        /** The body as text, uncompressed. */
        public String text() {
            return new String(Gzip.plain(header("Content-Encoding"), body), StandardCharsets.UTF_8);
        }

        /** The body as JSON. */
        public JsonNode json() {
            try {
                return JSON.readTree(text());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Takes the compression off a body. */
    static final class Gzip {

        private Gzip() {}

        static byte[] plain(Optional<String> encoding, byte[] body) {
            if (body.length == 0 || encoding.filter("gzip"::equalsIgnoreCase).isEmpty()) {
                return body;
            }
            try (var plain = new GZIPInputStream(new ByteArrayInputStream(body))) {
                return plain.readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
