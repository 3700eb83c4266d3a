package dev.weekline.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weekline.ProcessLog;
import dev.weekline.boot.TestDatabase;
import dev.weekline.boot.Weekline;
import dev.weekline.sandbox.Latency;
import dev.weekline.sandbox.Sandbox;
import dev.weekline.sandbox.SandboxAccount;
import dev.weekline.sandbox.SandboxSettings;
import dev.weekline.week.IsoWeek;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that is killed between two batches of rows leaves the old report standing, and nothing after a sweep. */
class CrashTest {

    private static final SandboxAccount ACCOUNT =
            SandboxAccount.of("act_1203300000000888", "many-ads", "EUR", "UTC", 10, 6_000);

    private final Sandbox sandbox = Sandbox.start(
            SandboxSettings.defaults().withAccounts(List.of(ACCOUNT)).withLatency(Latency.none()), Clock.systemUTC());
    private final TestDatabase.Fresh database = TestDatabase.fresh();
    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir
    Path directory;

    @AfterEach
    void stop() {
        sandbox.close();
        database.close();
    }

    @Test
    void theOldReportStandsAndNoOrphanRowsAreLeft() throws Exception {
        var week = IsoWeek.running(Instant.now(), ACCOUNT.zone()).previous();
        var path = "/reports/weekly/" + week + "?account=many-ads";
        var service = startProcess();
        String before;
        try {
            var address = address(service);
            register(address);
            before = body(address, path);
            var rows = count("SELECT count(*) FROM insight_row");

            sandbox.latency(Latency.between(Duration.ofMillis(300), Duration.ofMillis(300)));
            body(address, path);
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> count("SELECT count(*) FROM insight_row") > rows + 1_000);
            assertThat(count("SELECT count(*) FROM fetch_run WHERE outcome = 'running'"))
                    .isOne();
        } finally {
            service.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        }

        var later = new TestTime(Instant.now().plus(Duration.ofHours(3)));
        sandbox.hold();
        try (var restarted = Weekline.start(environment(), later, SandboxSettings.defaults(), _ -> {})) {
            var report = body(restarted.address(), path);
            restarted.context().getBean(Sweep.class).once().block();

            assertThat(report).isEqualTo(before);
            assertThat(count("SELECT count(*) FROM insight_row WHERE run_id NOT IN"
                            + " (SELECT unnest(run_ids) FROM report_revision)"
                            + " AND run_id NOT IN (SELECT run_id FROM fetch_run WHERE outcome = 'running')"))
                    .isZero();
            assertThat(count("SELECT count(*) FROM fetch_run WHERE outcome = 'abandoned'"))
                    .isOne();
        } finally {
            sandbox.release();
        }
    }

    private Map<String, String> environment() {
        var environment = new HashMap<>(Map.of(
                "WEEKLINE_DATABASE_URL", database.url(),
                "WEEKLINE_DATA_DIR", directory.resolve("data").toString(),
                "WEEKLINE_ADMIN_KEY", TestService.KEY,
                "WEEKLINE_ENCRYPTION_KEY", "c2l4dGVlbiBieXRlcyBhbmQgdGhlbiBzaXh0ZWVuISE=",
                "WEEKLINE_META_MODE", "live",
                "WEEKLINE_META_BASE_URL", sandbox.baseUrl().toString(),
                "WEEKLINE_QUOTA_BURST", "1000",
                "WEEKLINE_FRESHNESS_EARLY", "1ms",
                "WEEKLINE_FRESHNESS_SETTLING", "1ms",
                "MICRONAUT_SERVER_PORT", "0"));
        // Nothing else is fetched meanwhile.
        environment.put("WEEKLINE_BACKGROUND", "false");
        return environment;
    }

    private Process startProcess() throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var command = new ArrayList<>(List.of(java));
        command.addAll(ProcessLog.OPTIONS);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "dev.weekline.boot.Application"));
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("out").toFile());
        builder.environment().putAll(environment());
        return builder.start();
    }

    private URI address(Process service) {
        var ready = await().atMost(Duration.ofSeconds(60))
                .until(this::readyLine, line -> !line.isEmpty() || !service.isAlive());
        assertThat(ready).as("what the service said: %s", said()).startsWith("Weekline is ready at ");
        return URI.create(ready.substring("Weekline is ready at ".length()).strip());
    }

    private String readyLine() {
        return said().lines()
                .filter(line -> line.startsWith("Weekline is ready at "))
                .findFirst()
                .orElse("");
    }

    private String said() {
        try {
            return Files.readString(directory.resolve("out"));
        } catch (IOException notYet) {
            return "";
        }
    }

    private void register(URI address) throws Exception {
        var request = HttpRequest.newBuilder(address.resolve("/accounts"))
                .header("Authorization", "Bearer " + TestService.KEY)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("""
                        {"id": "%s", "accessToken": "%s", "slug": "many-ads"}""".formatted(ACCOUNT.id(), ACCOUNT.accessToken())));
        assertThat(http.send(request.build(), BodyHandlers.ofString()).statusCode())
                .isEqualTo(201);
    }

    private String body(URI address, String path) throws Exception {
        var request =
                HttpRequest.newBuilder(address.resolve(path)).header("Authorization", "Bearer " + TestService.KEY);
        var answer = http.send(request.build(), BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    private long count(String sql) {
        try (var connection = database.connect();
                var statement = connection.createStatement();
                var result = statement.executeQuery(sql)) {
            result.next();
            return result.getLong(1);
        } catch (java.sql.SQLException fault) {
            throw new IllegalStateException(fault);
        }
    }
}
