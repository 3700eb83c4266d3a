package dev.weekline.sandbox;

import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
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

    /** Half of it, told as if it were all. */
    Answer half() {
        return with(whole -> Arrays.copyOf(whole, whole.length / 2));
    }

    /** Sends so many bytes of the body and at most all but one, and closes the connection. */
    void sendPart(HttpExchange exchange, long most) throws IOException {
        var bytes = begin(exchange);
        exchange.getResponseBody().write(bytes, 0, (int) Math.min(bytes.length - 1, most));
        exchange.getResponseBody().flush();
        // Closed before its length is reached, an exchange takes its connection with it.
        exchange.close();
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

    /** The same with other bytes in its body. */
    Answer with(UnaryOperator<byte[]> change) {
        return new Answer(status, change.apply(body), headers, account, rows);
    }

    void send(HttpExchange exchange) throws IOException {
        var bytes = begin(exchange);
        exchange.getResponseBody().write(bytes);
    }

    private byte[] begin(HttpExchange exchange) throws IOException {
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
        return bytes;
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
