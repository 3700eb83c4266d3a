package dev.weekline.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weekline.boot.TestDatabase;
import dev.weekline.boot.Weekline;
import dev.weekline.sandbox.SandboxSettings;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What becomes of a key that is revoked on another replica, or while the database is away. */
class RevocationTest {

    private static final String WEEK = "/reports/weekly/2025-W39?account=belmonte";

    @Test
    void aKeyThatIsRevokedOnOneReplicaOpensNothingOnAnotherAfterFiveSecondsMemoryIncluded() {
        try (var service = TestService.start(TestService.account("belmonte"));
                var other = another(service)) {
            var key = key(service);
            assertThat(ask(service, other.address(), key, WEEK).statusCode()).isEqualTo(200);
            assertThat(ask(service, other.address(), key, WEEK).headers().firstValue("Cache-Status"))
                    .hasValue("Weekline; hit; detail=memory-fresh");

            revoke(service, key);
            service.time.pass(Duration.ofSeconds(5).plusMillis(1));

            // No round that confirms keys need have come by: what was not confirmed is asked for.
            assertThat(ask(service, other.address(), key, WEEK).statusCode()).isEqualTo(401);
        }
    }

    @Test
    void theRoundThatConfirmsKeysFindsItWithoutBeingAsked() {
        try (var service = TestService.start(TestService.account("belmonte"));
                var other = another(service)) {
            var key = key(service);
            assertThat(ask(service, other.address(), key, WEEK).statusCode()).isEqualTo(200);

            revoke(service, key);

            // The clock of the service stands still, so only the round can be the reason.
            await().until(() -> ask(service, other.address(), key, WEEK).statusCode() == 401);
        }
    }

    @Test
    void aStreamEndsWithItsKey() throws Exception {
        try (var service = TestService.start(TestService.account("belmonte"))) {
            var key = key(service);
            service.execute("""
                    INSERT INTO operation (operation_id, kind, family, account_id, week_start)
                    VALUES ('0199a1f0-5c3b-7d52-9b0e-6a4f2c1d8e77', 'refresh', 'report', 'act_1203300000000017',
                        '2025-09-22')
                    """);
            var stream = service.http()
                    .send(
                            HttpRequest.newBuilder(service.weekline
                                            .address()
                                            .resolve("/operations/0199a1f0-5c3b-7d52-9b0e-6a4f2c1d8e77"))
                                    .header(
                                            "Authorization",
                                            "Bearer " + key.get("key").asText())
                                    .header("Accept", "text/event-stream")
                                    .build(),
                            BodyHandlers.ofLines());
            assertThat(stream.statusCode()).isEqualTo(200);
            var end = end(stream);

            revoke(service, key);

            await().atMost(Duration.ofSeconds(20)).until(end::isDone);
            assertThat(end.join()).isTrue();
        }
    }

    @Test
    void whileTheDatabaseIsAwayKeysThatAreKnownGoOnForAWhileAndNoneAreLetInThatAreNot() {
        try (var service = TestService.start(TestService.account("belmonte"));
                var aside = TestDatabase.fresh()) {
            var key = key(service);
            var unused = key(service);
            assertThat(ask(service, key, WEEK)).isEqualTo(200);
            var name = service.query("SELECT current_database()").getFirst();
            execute(aside, "ALTER DATABASE " + name + " ALLOW_CONNECTIONS false");
            execute(aside, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '" + name + "'");

            service.time.pass(Duration.ofMinutes(4));
            assertThat(ask(service, key, WEEK)).isEqualTo(200);
            assertThat(ask(service, unused, WEEK)).isEqualTo(503);
            assertThat(statusOf(service, "Bearer wl_" + "0".repeat(49))).isEqualTo(401);
            assertThat(statusOf(service, "Bearer " + TestService.KEY)).isEqualTo(200);

            service.time.pass(Duration.ofMinutes(1).plusSeconds(5));
            assertThat(ask(service, key, WEEK)).isEqualTo(503);
            assertThat(statusOf(service, "Bearer " + TestService.KEY)).isEqualTo(200);

            execute(aside, "ALTER DATABASE " + name + " ALLOW_CONNECTIONS true");
            await().atMost(Duration.ofSeconds(30)).until(() -> ask(service, unused, WEEK) == 200);
            assertThat(ask(service, key, WEEK)).isEqualTo(200);
        }
    }

    private static Weekline another(TestService service) {
        return Weekline.start(service.environment(Map.of()), service.time, SandboxSettings.defaults(), _ -> {});
    }

    private static JsonNode key(TestService service) {
        return TestService.json(service.post("/keys", "{\"name\": \"a\", \"scopes\": [\"read\"]}"));
    }

    private static void revoke(TestService service, JsonNode key) {
        var answer = service.send(
                service.request("/keys/" + key.get("id").asText()).DELETE().build());
        assertThat(answer.statusCode()).isEqualTo(204);
    }

    private static int ask(TestService service, JsonNode key, String path) {
        return ask(service, service.weekline.address(), key, path).statusCode();
    }

    private static HttpResponse<String> ask(TestService service, URI address, JsonNode key, String path) {
        return service.send(HttpRequest.newBuilder(address.resolve(path))
                .header("Authorization", "Bearer " + key.get("key").asText())
                .build());
    }

    private static int statusOf(TestService service, String authorization) {
        return service.send(service.direct(WEEK, "Authorization", authorization)
                        .GET()
                        .build())
                .statusCode();
    }

    /** Whether the stream ended as streams do. */
    private static CompletableFuture<Boolean> end(HttpResponse<Stream<String>> stream) {
        var end = new CompletableFuture<Boolean>();
        Thread.ofVirtual().start(() -> {
            try {
                stream.body().forEach(_ -> {});
                end.complete(true);
            } catch (UncheckedIOException broken) {
                end.complete(false);
            }
        });
        return end;
    }

    private static void execute(TestDatabase.Fresh database, String sql) {
        try (var connection = database.connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException fault) {
            throw new IllegalStateException(fault);
        }
    }
}
