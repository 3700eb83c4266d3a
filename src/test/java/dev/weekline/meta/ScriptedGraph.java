package dev.weekline.meta;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;

/** A Graph API that answers over HTTP what a test has scripted, in that order, and remembers what it was asked. */
final class ScriptedGraph implements AutoCloseable {

    private final HttpServer server;
    private final BlockingQueue<Reply> script = new LinkedBlockingQueue<>();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final Semaphore questions = new Semaphore(0);
    private final CountDownLatch closed = new CountDownLatch(1);

    ScriptedGraph() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    /** What somebody asked: query parameters are decoded. */
    record Asked(String method, String path, String rawQuery, Map<String, String> query, Headers headers) {

        String header(String name) {
            return headers.getFirst(name);
        }
    }

    private interface Reply {
        void send(HttpExchange exchange) throws IOException, InterruptedException;
    }

    URI address() {
        return URI.create("http://localhost:" + server.getAddress().getPort());
    }

    /** Waits until a question that nobody has waited for yet has come in. */
    void awaitQuestion() throws InterruptedException {
        if (!questions.tryAcquire(10, TimeUnit.SECONDS)) {
            throw new AssertionError("No question came");
        }
    }

    List<Asked> asked() {
        return List.copyOf(asked);
    }

    ScriptedGraph answers(String json) {
        return answers(200, json, Map.of());
    }

    ScriptedGraph fails(int status, String json) {
        return answers(status, json, Map.of());
    }

    ScriptedGraph answers(int status, String json, Map<String, String> headers) {
        return reply(status, "application/json; charset=UTF-8", json, headers);
    }

    ScriptedGraph html(int status) {
        var page = "<!DOCTYPE html><html><body><h2>Sorry, something went wrong.</h2></body></html>";
        return reply(status, "text/html; charset=\"utf-8\"", page, Map.of());
    }

    ScriptedGraph plain(String text) {
        return reply(200, "text/plain", text, Map.of());
    }

    ScriptedGraph sendsElsewhere(URI address) {
        return reply(302, "text/html", "", Map.of("Location", address.toString()));
    }

    /** Closes the connection instead of answering. */
    ScriptedGraph drops() {
        script.add(HttpExchange::close);
        return this;
    }

    /** Promises more than it sends and closes the connection. */
    ScriptedGraph breaksOff(String json) {
        script.add(exchange -> {
            var bytes = json.getBytes(UTF_8);
            exchange.sendResponseHeaders(200, bytes.length + 100L);
            exchange.getResponseBody().write(bytes);
            exchange.getResponseBody().flush();
            exchange.close();
        });
        return this;
    }

    /** Takes the question and stays silent. */
    ScriptedGraph hangs() {
        script.add(_ -> closed.await());
        return this;
    }

    /** Begins to answer and never ends, with a byte every few milliseconds. */
    ScriptedGraph trickles() {
        script.add(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            do {
                exchange.getResponseBody().write(' ');
                exchange.getResponseBody().flush();
            } while (!closed.await(10, TimeUnit.MILLISECONDS));
        });
        return this;
    }

    /** A body that is small on its way and has so many bytes when it is unpacked. */
    ScriptedGraph bombs(long unpacked) {
        script.add(exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
            exchange.sendResponseHeaders(200, 0);
            var blanks = " ".repeat(64 * 1024).getBytes(UTF_8);
            try (var gzip = new GZIPOutputStream(exchange.getResponseBody())) {
                for (var sent = 0L; sent < unpacked; sent += blanks.length) {
                    gzip.write(blanks);
                }
            }
        });
        return this;
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
    }

    private ScriptedGraph reply(int status, String type, String body, Map<String, String> headers) {
        script.add(exchange -> {
            exchange.getResponseHeaders().set("Content-Type", type);
            headers.forEach(exchange.getResponseHeaders()::set);
            var bytes = packed(exchange, body.getBytes(UTF_8));
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        return this;
    }

    private static byte[] packed(HttpExchange exchange, byte[] body) throws IOException {
        var accepted = exchange.getRequestHeaders().getFirst("Accept-Encoding");
        if (body.length == 0 || accepted == null || !accepted.contains("gzip")) {
            return body;
        }
        exchange.getResponseHeaders().set("Content-Encoding", "gzip");
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(body);
        }
        return packed.toByteArray();
    }

    private void handle(HttpExchange exchange) throws IOException {
        var uri = exchange.getRequestURI();
        var query = uri.getRawQuery() == null ? "" : uri.getRawQuery();
        asked.add(new Asked(
                exchange.getRequestMethod(), uri.getRawPath(), query, decoded(query), exchange.getRequestHeaders()));
        questions.release();
        var reply = script.poll();
        if (reply == null) {
            exchange.sendResponseHeaders(418, -1);
            exchange.close();
            return;
        }
        try {
            reply.send(exchange);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static Map<String, String> decoded(String query) {
        var decoded = new LinkedHashMap<String, String>();
        Arrays.stream(query.split("&")).filter(pair -> !pair.isEmpty()).forEach(pair -> {
            var parts = pair.split("=", 2);
            decoded.put(URLDecoder.decode(parts[0], UTF_8), URLDecoder.decode(parts[1], UTF_8));
        });
        return decoded;
    }
}
