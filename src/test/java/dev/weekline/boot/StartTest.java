package dev.weekline.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.weekline.sandbox.SandboxSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartTest {

    private static final String HEALTH = "{\"status\":\"UP\"}";

    @TempDir
    Path data;

    private final TestDatabase.Fresh database = TestDatabase.fresh();
    private final HttpClient http = HttpClient.newHttpClient();
    private final List<String> said = new ArrayList<>();

    @AfterEach
    void drop() {
        database.close();
    }

    @Test
    void healthIsOpenAndTellsNothingElse() throws Exception {
        try (var weekline = start(Map.of())) {
            for (var path : List.of("/health", "/health/liveness", "/health/readiness")) {
                assertThat(get(weekline.address(), path))
                        .returns(200, HttpResponse::statusCode)
                        .returns(HEALTH, HttpResponse::body);
            }
        }
    }

    @Test
    void aServiceThatHasLostItsDatabaseLivesAndIsNotReady() throws Exception {
        try (var weekline = start(Map.of());
                var lost = database) {
            lost.close();

            assertThat(get(weekline.address(), "/health/readiness").statusCode())
                    .isEqualTo(503);
            assertThat(get(weekline.address(), "/health/liveness").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void theSandboxAccountsAreRegisteredOnceAndCanBeAskedFor() throws Exception {
        start(Map.of()).close();
        try (var weekline = start(Map.of())) {
            assertThat(accounts()).containsExactly("belmonte", "hotel-lumen", "nordic-outdoor");
            assertThat(weekline.welcome())
                    .hasSize(4)
                    .startsWith(
                            "Weekline is ready at " + weekline.address(), "The admin key is " + weekline.adminKey());
            assertThat(data.resolve("admin-key")).hasContent(weekline.adminKey());
        }
    }

    @Test
    void aPortInUseIsSaidAndNothingIsLeftRunning() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            var port = Integer.toString(taken.getLocalPort());

            assertRefused(
                    Map.of("MICRONAUT_SERVER_PORT", port), "uses port " + port, "MICRONAUT_SERVER_PORT", "stop it");
        }
        // The database itself may notice a little later that a connection was closed.
        await().until(() -> connections() == 0);
    }

    @Test
    void aForeignHostIsSaid() {
        assertRefused(
                Map.of("MICRONAUT_SERVER_HOST", "192.0.2.1", "WEEKLINE_ADMIN_KEY", "a-key-of-24-characters-at-least"),
                "cannot listen",
                "MICRONAUT_SERVER_HOST");
    }

    @Test
    void aKeyThatNobodyHasChosenOpensThisMachineAlone() {
        for (var host : List.of("0.0.0.0", "::", "192.0.2.1", "no-such-host.invalid")) {
            assertRefused(
                    Map.of("MICRONAUT_SERVER_HOST", host),
                    "MICRONAUT_SERVER_HOST is \"" + host + "\"",
                    "WEEKLINE_ADMIN_KEY",
                    "WEEKLINE_ALLOW_GENERATED_KEY");
        }
        assertRefused(
                Map.of("MICRONAUT_SERVER_HOST", "0.0.0.0", "WEEKLINE_ALLOW_GENERATED_KEY", "perhaps"),
                "WEEKLINE_ALLOW_GENERATED_KEY");
        start(Map.of("MICRONAUT_SERVER_HOST", "localhost")).close();
        start(Map.of("MICRONAUT_SERVER_HOST", "0.0.0.0", "WEEKLINE_ALLOW_GENERATED_KEY", "true"))
                .close();
        start(Map.of("MICRONAUT_SERVER_HOST", "0.0.0.0", "WEEKLINE_ADMIN_KEY", "a-key-of-24-characters-at-least"))
                .close();
    }

    @Test
    void pagesThatMayAskAreNamedAsBrowsersNameThem() {
        for (var wrong : List.of("*", "https://a.example/path", "dashboard.example", "https://a.example,", "null")) {
            assertRefused(Map.of("WEEKLINE_CORS_ORIGINS", wrong), "WEEKLINE_CORS_ORIGINS");
        }
    }

    @Test
    void aWrongSettingOfARoomIsSaid() {
        assertRefused(Map.of("WEEKLINE_TRIAL_PATIENCE", "soon"), "WEEKLINE_TRIAL_PATIENCE (\"soon\")");
        assertThat(connections()).isZero();
    }

    @Test
    void aSettingOfTheServerThatCannotBeReadIsNamed() {
        assertRefused(Map.of("MICRONAUT_SERVER_IDLE_TIMEOUT", "soon"), "MICRONAUT_SERVER_IDLE_TIMEOUT");
    }

    private Weekline start(Map<String, String> settings) {
        var environment = new HashMap<>(Map.of(
                "WEEKLINE_DATA_DIR",
                data.toString(),
                "WEEKLINE_DATABASE_URL",
                database.url(),
                "WEEKLINE_ENCRYPTION_KEY",
                "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
                "MICRONAUT_SERVER_PORT",
                "0"));
        environment.putAll(settings);
        return Weekline.start(environment, Clock.systemUTC(), SandboxSettings.defaults(), said::add);
    }

    private void assertRefused(Map<String, String> settings, String... words) {
        assertThatExceptionOfType(CannotStartException.class)
                .isThrownBy(() -> start(settings))
                .satisfies(refusal -> assertThat(refusal.getMessage())
                        .contains(words)
                        .endsWith(".")
                        .doesNotContain("\n"));
    }

    private HttpResponse<String> get(URI address, String path) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(address.resolve(path)).build(), BodyHandlers.ofString());
    }

    private List<String> accounts() throws SQLException {
        try (var connection = database.connect();
                var statement = connection.createStatement();
                var found = statement.executeQuery("SELECT slug FROM ad_account ORDER BY slug")) {
            var slugs = new ArrayList<String>();
            while (found.next()) {
                slugs.add(found.getString(1));
            }
            return slugs;
        }
    }

    /** Connections of services to the database of this test. */
    private int connections() {
        try (var connection = database.connect();
                var statement = connection.createStatement();
                var found = statement.executeQuery("SELECT count(*) FROM pg_stat_activity"
                        + " WHERE datname = current_database() AND pid <> pg_backend_pid()")) {
            found.next();
            return found.getInt(1);
        } catch (SQLException fault) {
            throw new IllegalStateException(fault);
        }
    }
}
