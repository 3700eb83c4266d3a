package dev.weekline.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weekline.week.IsoWeek;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The process as people meet it: on an embedded database, started, stopped, killed and started again. */
class ServiceProcessTest {

    private static final int ENDED_BY_SIGTERM = 143;
    private static final String WEEK = "/reports/weekly/" + finishedWeek() + "?account=belmonte";

    @TempDir
    Path data;

    private final HttpClient http = HttpClient.newHttpClient();

    @BeforeEach
    void bringPrograms() throws IOException {
        Programs.lendTo(data);
    }

    @AfterEach
    void stopWhatIsLeft() throws IOException {
        Postmaster.runningOn(data.resolve("database")).ifPresent(ProcessHandle::destroy);
        Programs.takeBackFrom(data);
    }

    @Test
    void aSecondStartKeepsWhatTheFirstHasStored() throws Exception {
        String before;
        try (var first = start(Map.of())) {
            before = ask(first.awaitAddress()).body();
            first.terminate();
            assertThat(first.awaitEnd()).as(first::toString).isEqualTo(ENDED_BY_SIGTERM);
            assertThat(first.err()).allMatch(line -> line.contains(" INFO "));
        }
        assertThat(Postmaster.runningOn(data.resolve("database"))).isEmpty();
        for (var secret : new String[] {"admin-key", "encryption-key", "database-password"}) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve(secret))))
                    .isEqualTo("rw-------");
        }
        try (var second = start(Map.of())) {
            var again = ask(second.awaitAddress());
            assertThat(again.body()).isEqualTo(before);
            assertThat(again.headers().firstValue("Cache-Status"))
                    .hasValueSatisfying(from -> assertThat(from).contains("hit", "database"));
            assertThat(ask(second.awaitAddress(), "/health").body()).contains("\"embedded\":true", "\"bytes\":");
        }
    }

    @Test
    void aKilledServiceLeavesNothingInTheWayOfTheNext() throws Exception {
        String before;
        try (var killed = start(Map.of())) {
            before = ask(killed.awaitAddress()).body();
            killed.kill();
            killed.awaitEnd();
        }
        var survivor = Postmaster.runningOn(data.resolve("database")).orElseThrow();
        try (var next = start(Map.of())) {
            assertThat(ask(next.awaitAddress()).body()).isEqualTo(before);
            assertThat(survivor.onExit()).succeedsWithin(Duration.ofSeconds(30));

            refusesASecondOnTheSameDirectory(next.awaitAddress());

            Postmaster.runningOn(data.resolve("database")).orElseThrow().destroyForcibly();
            next.kill();
            next.awaitEnd();
        }
        try (var last = start(Map.of())) {
            assertThat(ask(last.awaitAddress()).body()).isEqualTo(before);
        }
    }

    private void refusesASecondOnTheSameDirectory(URI first) throws Exception {
        try (var second = start(Map.of())) {
            assertThat(second.awaitEnd()).isOne();
            assertThat(second.out()).isEmpty();
            assertThat(second.err())
                    .singleElement()
                    .asString()
                    .contains("in use by another Weekline", "WEEKLINE_DATA_DIR");
        }
        assertThat(ask(first).statusCode()).isEqualTo(200);
    }

    @Test
    void aPortInUseIsOneSentenceAndNoStackTrace() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
                var refused = start(Map.of("MICRONAUT_SERVER_PORT", Integer.toString(taken.getLocalPort())))) {
            assertThat(refused.awaitEnd()).as(refused::toString).isOne();
            assertThat(refused.err())
                    .singleElement()
                    .asString()
                    .contains("uses port " + taken.getLocalPort(), "MICRONAUT_SERVER_PORT");
        }
        assertThat(Postmaster.runningOn(data.resolve("database"))).isEmpty();
    }

    private ServiceProcess start(Map<String, String> settings) throws IOException {
        var environment = new HashMap<>(Map.of("WEEKLINE_DATA_DIR", data.toString(), "MICRONAUT_SERVER_PORT", "0"));
        environment.putAll(settings);
        return ServiceProcess.start(environment);
    }

    private HttpResponse<String> ask(URI address) throws IOException, InterruptedException {
        return ask(address, WEEK);
    }

    private HttpResponse<String> ask(URI address, String path) throws IOException, InterruptedException {
        var key = Files.readString(data.resolve("admin-key")).strip();
        var answer = http.send(
                HttpRequest.newBuilder(address.resolve(path))
                        .header("Authorization", "Bearer " + key)
                        .build(),
                BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer;
    }

    /** Final, so that it stays as it was fetched. */
    private static IsoWeek finishedWeek() {
        return IsoWeek.containing(LocalDate.now(ZoneOffset.UTC).minusWeeks(8));
    }
}
