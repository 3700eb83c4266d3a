package dev.weekline.report;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.weekline.boot.TestDatabase;
import dev.weekline.boot.Weekline;
import dev.weekline.contract.ContractProxy;
import dev.weekline.sandbox.GraphRules;
import dev.weekline.sandbox.Latency;
import dev.weekline.sandbox.ReportRunPace;
import dev.weekline.sandbox.Sandbox;
import dev.weekline.sandbox.SandboxAccount;
import dev.weekline.sandbox.SandboxSettings;
import dev.weekline.sandbox.SandboxToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * The whole service in live mode, on a database of its own, with a sandbox for Meta and a clock turned by hand. Every
 * answer passes a proxy that holds it to the contract.
 */
public final class TestService implements AutoCloseable {

    public static final String KEY = "a-test-key-of-more-than-24-characters";

    /** A Wednesday, in week 2025-W45. */
    public static final Instant NOW = Instant.parse("2025-11-05T10:00:00Z");

    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .setNodeFactory(JsonNodeFactory.withExactBigDecimals(true));

    public final TestTime time;
    public final Sandbox sandbox;
    public final TestDatabase.Fresh database;
    public final Weekline weekline;
    final ContractProxy proxy;
    private final UnaryOperator<String> wayToDatabase;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private TestService(Map<String, String> settings, List<SandboxAccount> known, List<SandboxAccount> registered) {
        this(settings, known, registered, List.of());
    }

    private TestService(
            Map<String, String> settings,
            List<SandboxAccount> known,
            List<SandboxAccount> registered,
            List<SandboxToken> tokens) {
        this(settings, known, registered, tokens, UnaryOperator.identity());
    }

    private TestService(
            Map<String, String> settings,
            List<SandboxAccount> known,
            List<SandboxAccount> registered,
            List<SandboxToken> tokens,
            UnaryOperator<String> wayToDatabase) {
        this.wayToDatabase = wayToDatabase;
        this.time = new TestTime(NOW);
        this.sandbox = Sandbox.start(
                SandboxSettings.defaults()
                        .withAccounts(known)
                        .withLatency(Latency.none())
                        // By a clock that stands still no report run would ever end.
                        .withRules(GraphRules.defaults()
                                .withRunPace(ReportRunPace.none())
                                .withTokens(tokens.toArray(SandboxToken[]::new))),
                time);
        this.database = TestDatabase.fresh();
        this.weekline = Weekline.start(environment(settings), time, SandboxSettings.defaults(), _ -> {});
        this.proxy = ContractProxy.before(weekline.address());
        registered.forEach(this::register);
    }

    public static TestService start(SandboxAccount... accounts) {
        return start(Map.of(), accounts);
    }

    public static TestService start(Map<String, String> settings, SandboxAccount... accounts) {
        return new TestService(settings, List.of(accounts), List.of(accounts));
    }

    /** The same, with something between it and its database. */
    public static TestService startBehind(UnaryOperator<String> wayToDatabase, SandboxAccount... accounts) {
        return new TestService(Map.of(), List.of(accounts), List.of(accounts), List.of(), wayToDatabase);
    }

    /** Accounts that Meta knows and nobody has registered yet. */
    public static TestService startUnregistered(SandboxAccount... accounts) {
        return new TestService(Map.of(), List.of(accounts), List.of());
    }

    /** The same, with more tokens than one for each account. */
    public static TestService startUnregistered(
            Map<String, String> settings, List<SandboxAccount> accounts, SandboxToken... tokens) {
        return new TestService(settings, accounts, List.of(), List.of(tokens));
    }

    public static SandboxAccount account(String slug) {
        return SandboxAccount.defaults().stream()
                .filter(account -> account.slug().equals(slug))
                .findFirst()
                .orElseThrow();
    }

    /** Where others ask the service, through the proxy. */
    public URI address() {
        return proxy.uri();
    }

    /** What the service was started with; with the same another can be started in its place. */
    public Map<String, String> environment(Map<String, String> settings) {
        var environment = new HashMap<>(Map.of(
                "WEEKLINE_DATABASE_URL", wayToDatabase.apply(database.url()),
                "WEEKLINE_ADMIN_KEY", KEY,
                "WEEKLINE_ENCRYPTION_KEY", "c2l4dGVlbiBieXRlcyBhbmQgdGhlbiBzaXh0ZWVuISE=",
                "WEEKLINE_META_MODE", "live",
                "WEEKLINE_META_BASE_URL", sandbox.baseUrl().toString(),
                "WEEKLINE_QUOTA_UNITS_PER_HOUR", "1000000",
                "WEEKLINE_QUOTA_BURST", "1000000",
                // Who counts calls to Meta wants none that nobody asked for.
                "WEEKLINE_BACKGROUND", "false",
                "MICRONAUT_SERVER_PORT", "0"));
        // Calls are counted in many tests.
        environment.put("WEEKLINE_ACCOUNTS_CHECK_EVERY", "1h");
        environment.putAll(settings);
        return environment;
    }

    private void register(SandboxAccount account) {
        var answer = post("/accounts", """
                {"id": "%s", "accessToken": "%s", "slug": "%s"}""".formatted(account.id(), account.accessToken(), account.slug()));
        if (answer.statusCode() != 201) {
            throw new IllegalStateException(answer.body());
        }
    }

    /** Asks through the proxy; headers are name, value, name, value … */
    public HttpResponse<String> get(String path, String... headers) {
        return send(request(path, headers).GET().build());
    }

    public HttpResponse<String> post(String path, String json) {
        return send(request(path, "Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json))
                .build());
    }

    HttpResponse<String> put(String path, String json) {
        return send(request(path, "Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(json))
                .build());
    }

    HttpResponse<byte[]> bytes(String path, String... headers) {
        try {
            return http.send(request(path, headers).GET().build(), BodyHandlers.ofByteArray());
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        } catch (InterruptedException end) {
            throw new IllegalStateException(end);
        }
    }

    /** A key that is made now, with that scope; it sees all accounts where none is named. */
    public String key(String scope, String... accounts) {
        var order = JsonNodeFactory.instance.objectNode().put("name", "Somebody");
        order.putArray("scopes").add(scope);
        if (accounts.length > 0) {
            var seen = order.putArray("accounts");
            List.of(accounts).forEach(seen::add);
        }
        return json(post("/keys", order.toString())).get("key").asText();
    }

    /** A successful answer as JSON, numbers exact. */
    public JsonNode json(String path) {
        var answer = get(path);
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(answer.statusCode() + " " + answer.body());
        }
        return json(answer);
    }

    public static JsonNode json(HttpResponse<String> answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (IOException fault) {
            throw new UncheckedIOException(answer.body(), fault);
        }
    }

    public HttpRequest.Builder request(String path, String... headers) {
        return request(proxy.uri(), path, headers);
    }

    /** Past the proxy, for what a proxy would hide. */
    HttpRequest.Builder direct(String path, String... headers) {
        return request(weekline.address(), path, headers);
    }

    static HttpRequest.Builder request(URI address, String path, String... headers) {
        var request = HttpRequest.newBuilder(address.resolve(path)).timeout(Duration.ofSeconds(60));
        if (!List.of(headers).contains("Authorization")) {
            request.header("Authorization", "Bearer " + KEY);
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        return request;
    }

    public HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        } catch (InterruptedException end) {
            throw new IllegalStateException(end);
        }
    }

    public HttpClient http() {
        return http;
    }

    /** One column of a question to the database, as text. */
    public List<String> query(String sql) {
        return database.query(sql);
    }

    /** Changes the database past the service. */
    public void execute(String sql) {
        database.execute(sql);
    }

    /** Nothing that was answered broke the contract. */
    @Override
    public void close() {
        weekline.close();
        proxy.close();
        sandbox.close();
        database.close();
        proxy.assertNoViolations();
    }
}
