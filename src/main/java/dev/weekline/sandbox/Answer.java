package dev.weekline.sandbox;

import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/** An answer that is ready to be sent. */
final class Answer {

    private static final int WORTH_PACKING = 1_024;

    private final int status;
    private final byte[] body;
    private final Map<String, String> headers;
    private final String account;
    private final int rows;

    private Answer(int status, byte[] body, Map<String, String> headers, String account, int rows) {
        this.status = status;
        this.body = body;
        this.headers = headers;
        this.account = account;
        this.rows = rows;
    }

    static Answer told(byte[] body, String account, int rows) {
        return new Answer(200, body, Map.of(), account, rows);
    }

    static Answer refused(int status, byte[] body, Map<String, String> headers, String account) {
        return new Answer(status, body, headers, account, 0);
    }

    /** The account in the path; empty where it names none that exists. */
    String account() {
        return account;
    }

    int rows() {
        return rows;
    }

    int status() {
        return status;
    }

    void send(HttpExchange exchange) throws IOException {
        var answer = exchange.getResponseHeaders();
        answer.set("content-type", "application/json; charset=UTF-8");
        headers.forEach(answer::set);
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
                .flatMap(header -> Arrays.stream(header.split(",", -1)))
                .map(coding -> coding.replace(" ", "").toLowerCase(Locale.ROOT))
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
