package dev.weekline.sandbox;

import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/**
 * An answer that is ready to be sent.
 *
 * @param account the account in the path; empty where it names none that exists
 * @param rows how many rows it tells
 */
record Answer(int status, byte[] body, Map<String, String> headers, String account, int rows) {

    private static final int WORTH_PACKING = 1_024;

    static Answer ok(byte[] body, String account, int rows) {
        return new Answer(200, body, Map.of(), account, rows);
    }

    void send(HttpExchange exchange) throws IOException {
        var answer = exchange.getResponseHeaders();
        headers.forEach(answer::set);
        answer.set("content-type", "application/json; charset=UTF-8");
        answer.set("vary", "Accept-Encoding");
        var packed = body.length >= WORTH_PACKING && acceptsGzip(exchange);
        if (packed) {
            answer.set("content-encoding", "gzip");
        }
        var bytes = packed ? gzip(body) : body;
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private static boolean acceptsGzip(HttpExchange exchange) {
        return exchange.getRequestHeaders().getOrDefault("Accept-Encoding", List.of()).stream()
                .flatMap(header -> List.of(header.split(",", -1)).stream())
                .map(coding -> coding.strip().toLowerCase(Locale.ROOT).replace(" ", ""))
                .anyMatch(coding -> coding.startsWith("gzip") && !coding.matches("gzip;q=0(\\.0*)?"));
    }

    private static byte[] gzip(byte[] body) {
        var bytes = new ByteArrayOutputStream(body.length / 4);
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
