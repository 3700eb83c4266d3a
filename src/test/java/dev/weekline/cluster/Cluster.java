package dev.weekline.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weekline.boot.TestDatabase;
import dev.weekline.sandbox.Latency;
import dev.weekline.sandbox.Sandbox;
import dev.weekline.sandbox.SandboxAccount;
import dev.weekline.sandbox.SandboxSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/** Three replicas in processes of their own on one database, with one sandbox for Meta. */
final class Cluster implements AutoCloseable {

    static final String KEY = "a-test-key-of-more-than-24-characters";

    private static final int REPLICAS = 3;
    private static final int ACCOUNTS = 12;

    final Sandbox sandbox;
    final TestDatabase.Fresh database = TestDatabase.fresh();
    private final Path directory;
    private final List<SandboxAccount> unused;
    private final List<Replica> replicas = new ArrayList<>();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private Map<String, String> settings = Map.of();
    private int started;

    private Cluster() {
        var accounts = IntStream.range(0, ACCOUNTS)
                .mapToObj(i -> SandboxAccount.of("act_12033000000020" + (10 + i), "shop-" + i, "EUR", "UTC", 10, 600))
                .toList();
        unused = new ArrayList<>(accounts);
        sandbox = Sandbox.start(
                SandboxSettings.defaults().withAccounts(accounts).withLatency(Latency.none()), Clock.systemUTC());
        // What a test server may lose when it crashes, a service's may not.
        execute(
                "DO $$ BEGIN EXECUTE 'ALTER DATABASE ' || current_database() || ' SET synchronous_commit = on'; END $$");
        try {
            directory = Files.createTempDirectory("weekline-cluster");
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    /** Database and sandbox alone. */
    static Cluster empty() {
        return new Cluster();
    }

    static Cluster start() {
        return start(Map.of());
    }

    /** One whose replicas have settings of their own. */
    static Cluster start(Map<String, String> settings) {
        var cluster = new Cluster();
        cluster.settings = settings;
        for (var i = 0; i < REPLICAS; i++) {
            cluster.replicas.add(cluster.replica(settings));
        }
        cluster.replicas.forEach(Replica::address);
        return cluster;
    }

    /** One more process on the same database; it is the caller's. */
    Replica replica(Map<String, String> settings) {
        return Replica.start(environment(settings), directory.resolve("replica-" + ++started));
    }

    Map<String, String> environment(Map<String, String> settings) {
        var environment = new HashMap<>(Map.of(
                "WEEKLINE_DATABASE_URL", database.url(),
                "WEEKLINE_DATA_DIR", directory.resolve("data").toString(),
                "WEEKLINE_ADMIN_KEY", KEY,
                "WEEKLINE_ENCRYPTION_KEY", "c2l4dGVlbiBieXRlcyBhbmQgdGhlbiBzaXh0ZWVuISE=",
                "WEEKLINE_META_MODE", "live",
                "WEEKLINE_META_BASE_URL", sandbox.baseUrl().toString(),
                "WEEKLINE_QUOTA_UNITS_PER_HOUR", "1000000",
                "WEEKLINE_QUOTA_BURST", "1000000",
                "WEEKLINE_LEASE_LENGTH", "3s",
                "MICRONAUT_SERVER_PORT", "0"));
        // Calls are counted in many tests.
        environment.put("WEEKLINE_ACCOUNTS_CHECK_EVERY", "1h");
        environment.put("WEEKLINE_BACKGROUND", "false");
        environment.putAll(settings);
        return environment;
    }

    Replica get(int number) {
        return replicas.get(number);
    }

    List<URI> addresses() {
        return replicas.stream().map(Replica::address).toList();
    }

    /** Puts a new process in the place of one that is gone. */
    void replace(int number) {
        replicas.set(number, replica(settings));
        replicas.get(number).address();
    }

    /** An account that no test has asked for yet, registered. */
    SandboxAccount account() {
        return account(addresses().getFirst());
    }

    /** The same, registered at that address. */
    SandboxAccount account(URI address) {
        var account = unused.removeFirst();
        var answer = postJson(address, "/accounts", """
                {"id": "%s", "accessToken": "%s", "slug": "%s"}""".formatted(account.id(), account.accessToken(), account.slug()));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return account;
    }

    /** Headers are name, value, name, value … */
    CompletableFuture<HttpResponse<String>> ask(URI address, String path, String... headers) {
        return http.sendAsync(request(address, path, headers).GET().build(), BodyHandlers.ofString());
    }

    HttpResponse<String> get(URI address, String path, String... headers) {
        return send(request(address, path, headers).GET().build());
    }

    HttpResponse<String> post(URI address, String path, String... headers) {
        return send(request(address, path, headers)
                .POST(HttpRequest.BodyPublishers.noBody())
                .build());
    }

    HttpResponse<String> postJson(URI address, String path, String json) {
        return send(request(address, path, "Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json))
                .build());
    }

    static HttpRequest.Builder request(URI address, String path, String... headers) {
        var request = HttpRequest.newBuilder(address.resolve(path))
                .timeout(Duration.ofSeconds(60))
                .header("Authorization", "Bearer " + KEY);
        return headers.length == 0 ? request : request.headers(headers);
    }

    HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        } catch (InterruptedException end) {
            throw new IllegalStateException(end);
        }
    }

    long count(String sql) {
        return Long.parseLong(query(sql).getFirst());
    }

    /** One column of a question to the database, as text. */
    List<String> query(String sql) {
        return database.query(sql);
    }

    void execute(String sql) {
        database.execute(sql);
    }

    @Override
    public void close() {
        http.shutdownNow();
        replicas.forEach(Replica::close);
        sandbox.close();
        database.close();
    }
}
