package dev.weekline.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.weekline.contract.Contract.Header;
import dev.weekline.contract.Contract.Reply;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;

/**
 * Stands between tests and the service and holds every answer to the contract. Requests and answers pass as they are:
 * nothing is followed, unpacked or added. An answer that breaks the contract does not pass: the test gets 500 with the
 * reason in plain text, and {@link #assertNoViolations()} and {@link #close()} fail.
 */
public final class ContractProxy implements AutoCloseable {

    /** Headers that belong to one connection, and those that are written by whoever sends. */
    private static final Set<String> OF_THE_CONNECTION = Set.of(
            "connection", "content-length", "date", "expect", "host", "keep-alive", "transfer-encoding", "upgrade");

    private static final int NO_BODY = -1;
    private static final int CHUNKED = 0;
    private static final int BROKEN = 500;
    private static final int WAITING_CONNECTIONS = 2048;
    private static final Contract CONTRACT = new Contract();
    private static final Pattern TOKEN = Pattern.compile("SBX[0-9a-z]{40,}|EAAB-test-token");

    static {
        // Otherwise small answers wait for the delayed acknowledgement of their headers.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final URI service;
    private final Queue<String> violations = new ConcurrentLinkedQueue<>();
    private final HttpServer server;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private ContractProxy(URI service, HttpServer server) {
        this.service = service;
        this.server = server;
    }

    /** A proxy on a free port, in front of the service at that address. */
    public static ContractProxy before(URI service) {
        try {
            var server =
                    HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), WAITING_CONNECTIONS);
            var proxy = new ContractProxy(service, server);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.createContext("/", proxy::pass);
            server.start();
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where to ask instead of the service itself. */
    public URI uri() {
        var address = server.getAddress();
        return URI.create("http://" + address.getAddress().getHostAddress() + ":" + address.getPort());
    }

    /** What was broken so far; it counts as seen. */
    public List<String> takeViolations() {
        var taken = new ArrayList<String>();
        for (var next = violations.poll(); next != null; next = violations.poll()) {
            taken.add(next);
        }
        return taken;
    }

    /** Fails if any answer broke the contract. */
    public void assertNoViolations() {
        var broken = takeViolations();
        if (!broken.isEmpty()) {
            throw new AssertionError("Answers broke the contract:\n" + String.join("\n", broken));
        }
    }

    @Override
    public void close() {
        server.stop(0);
        client.close();
        assertNoViolations();
    }

    private void pass(HttpExchange exchange) throws IOException {
        try (exchange) {
            var answer = client.send(requestOf(exchange), BodyHandlers.ofInputStream());
            try (var body = answer.body()) {
                if (isStream(answer)) {
                    stream(exchange, answer, body);
                } else {
                    judge(exchange, answer, body.readAllBytes());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private HttpRequest requestOf(HttpExchange exchange) throws IOException {
        var body = exchange.getRequestBody().readAllBytes();
        var request = HttpRequest.newBuilder(
                        URI.create(service + exchange.getRequestURI().toString()))
                .method(
                        exchange.getRequestMethod(),
                        body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (passes(name)) {
                values.forEach(value -> request.header(name, value));
            }
        });
        return request.build();
    }

    private void judge(HttpExchange exchange, HttpResponse<?> answer, byte[] body) throws IOException {
        var method = exchange.getRequestMethod();
        var path = exchange.getRequestURI().getPath();
        var plain = RawClient.Gzip.plain(answer.headers().firstValue("Content-Encoding"), body);
        // An HTTP answer is the last place where a token of the sandbox may be.
        var found = new ArrayList<>(
                CONTRACT.violations(method, path, new Reply(answer.statusCode(), headersOf(answer), plain)));
        if (TOKEN.matcher(new String(plain, UTF_8)).find()) {
            found.add("The answer holds an access token");
        }
        if (found.isEmpty()) {
            send(exchange, answer, body);
        } else {
            var told = found.stream()
                    .map(line -> method + " " + exchange.getRequestURI() + " " + answer.statusCode() + ": " + line)
                    .toList();
            violations.addAll(told);
            refuse(exchange, String.join("\n", told));
        }
    }

    private static void send(HttpExchange exchange, HttpResponse<?> answer, byte[] body) throws IOException {
        copyHeaders(answer, exchange);
        if (body.length == 0) {
            // The length of a body that is not sent, as HEAD and 304 tell it.
            answer.headers()
                    .firstValue("Content-Length")
                    .ifPresent(length -> exchange.getResponseHeaders().set("Content-Length", length));
        }
        exchange.sendResponseHeaders(answer.statusCode(), body.length == 0 ? NO_BODY : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
    }

    private static void stream(HttpExchange exchange, HttpResponse<?> answer, InputStream body) throws IOException {
        copyHeaders(answer, exchange);
        exchange.sendResponseHeaders(answer.statusCode(), CHUNKED);
        var piece = new byte[8192];
        for (var read = body.read(piece); read >= 0; read = body.read(piece)) {
            exchange.getResponseBody().write(piece, 0, read);
            exchange.getResponseBody().flush();
        }
    }

    private static void refuse(HttpExchange exchange, String reasons) throws IOException {
        var body = ("The answer broke the contract.\n" + reasons).getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
        var isHead = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(BROKEN, isHead ? NO_BODY : body.length);
        if (!isHead) {
            exchange.getResponseBody().write(body);
        }
    }

    private static void copyHeaders(HttpResponse<?> answer, HttpExchange exchange) {
        for (var header : headersOf(answer)) {
            if (passes(header.name())) {
                exchange.getResponseHeaders().add(header.name(), header.value());
            }
        }
    }

    private static List<Header> headersOf(HttpResponse<?> answer) {
        var headers = new ArrayList<Header>();
        answer.headers().map().forEach((name, values) -> values.forEach(value -> headers.add(new Header(name, value))));
        return headers;
    }

    private static boolean passes(String header) {
        return !OF_THE_CONNECTION.contains(header.toLowerCase(Locale.ROOT));
    }

    private static boolean isStream(HttpResponse<?> answer) {
        Optional<String> type = answer.headers().firstValue("Content-Type");
        return type.filter(one -> one.startsWith("text/event-stream")).isPresent();
    }
}
