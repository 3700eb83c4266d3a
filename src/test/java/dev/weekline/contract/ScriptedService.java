package dev.weekline.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A service that answers what it is told, right or wrong, and remembers what it was asked last. */
final class ScriptedService implements AutoCloseable {

    private final HttpServer server;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private volatile int status = 200;
    private volatile byte[] body = {};
    private volatile @Nullable HttpExchange last;
    private volatile String lastBody = "";

    ScriptedService() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.start();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    ScriptedService header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    ScriptedService withoutHeaders() {
        headers.clear();
        return this;
    }

    void answer(int status, String contentType, String body) {
        answer(status, contentType, body.getBytes(UTF_8));
    }

    void answer(int status, String contentType, byte[] body) {
        headers.remove("Content-Type");
        if (!contentType.isEmpty()) {
            headers.put("Content-Type", contentType);
        }
        this.status = status;
        this.body = body;
    }

    String lastRequest() {
        return lastExchange().getRequestMethod() + " " + lastExchange().getRequestURI();
    }

    String lastBody() {
        return lastBody;
    }

    String lastHeader(String name) {
        return lastExchange().getRequestHeaders().getFirst(name);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private HttpExchange lastExchange() {
        var exchange = last;
        if (exchange == null) {
            throw new IllegalStateException("Nothing was asked");
        }
        return exchange;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            lastBody = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            last = exchange;
            headers.forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            if (body.length > 0) {
                exchange.getResponseBody().write(body);
            }
        }
    }
}
