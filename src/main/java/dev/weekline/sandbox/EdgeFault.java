package dev.weekline.sandbox;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;

/** Sends what no Graph API would. */
final class EdgeFault {

    private static final Duration BETWEEN_SPACES = Duration.ofMillis(5);
    private static final int LENGTH_UNKNOWN = 0;
    private static final int NO_BODY = -1;
    private static final byte[] BEGINNING = "{\"data\":[".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] END = "]}".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] SPACES = spaces(65_536);

    private static final String PAGE = """
            <!DOCTYPE html>
            <html lang="en"><head><title>Error</title></head>
            <body><h1>Sorry, something went wrong.</h1><p>We are working on it.</p></body></html>
            """;

    private EdgeFault() {}

    static void send(Failure.Edge fault, HttpExchange exchange) throws IOException, InterruptedException {
        switch (fault) {
            case Failure.Html(var status) -> text(exchange, status, "text/html; charset=\"utf-8\"", PAGE);
            case Failure.Text(var status, var text) -> text(exchange, status, "text/plain; charset=utf-8", text);
            case Failure.Empty(var status) -> exchange.sendResponseHeaders(status, NO_BODY);
            // Closing an exchange that was never answered closes its connection.
            case Failure.DropBeforeAnswer _ -> exchange.close();
            case Failure.EndlessBody _ -> endless(exchange);
            case Failure.GzipBomb(var size) -> bomb(exchange, size);
            case Failure.HugeBody(var size) -> huge(exchange, size);
        }
    }

    private static void text(HttpExchange exchange, int status, String type, String text) throws IOException {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("content-type", type);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? NO_BODY : bytes.length);
        if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
        }
    }

    /** Ends when the caller hangs up, which is when writing fails. */
    private static void endless(HttpExchange exchange) throws IOException, InterruptedException {
        var body = begin(exchange, LENGTH_UNKNOWN);
        body.write(BEGINNING);
        while (true) {
            body.write(' ');
            body.flush();
            Thread.sleep(BETWEEN_SPACES);
        }
    }

    private static void bomb(HttpExchange exchange, long size) throws IOException {
        exchange.getResponseHeaders().set("content-encoding", "gzip");
        try (var packed = new GZIPOutputStream(begin(exchange, LENGTH_UNKNOWN))) {
            fill(packed, size);
        }
    }

    private static void huge(HttpExchange exchange, long size) throws IOException {
        fill(begin(exchange, Math.max(size, BEGINNING.length + END.length)), size);
    }

    private static OutputStream begin(HttpExchange exchange, long length) throws IOException {
        exchange.getResponseHeaders().set("content-type", "application/json; charset=UTF-8");
        exchange.sendResponseHeaders(200, length);
        return exchange.getResponseBody();
    }

    /** An empty list of rows, with as much white space in it as the size asks for. */
    private static void fill(OutputStream out, long size) throws IOException {
        out.write(BEGINNING);
        var left = size - BEGINNING.length - END.length;
        for (; left > SPACES.length; left -= SPACES.length) {
            out.write(SPACES);
        }
        out.write(SPACES, 0, (int) Math.max(0, left));
        out.write(END);
    }

    private static byte[] spaces(int number) {
        var spaces = new byte[number];
        Arrays.fill(spaces, (byte) ' ');
        return spaces;
    }
}
