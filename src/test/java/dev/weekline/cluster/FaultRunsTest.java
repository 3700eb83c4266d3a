package dev.weekline.cluster;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weekline.boot.Weekline;
import dev.weekline.cluster.FaultyProxy.Fault;
import dev.weekline.sandbox.SandboxAccount;
import dev.weekline.sandbox.SandboxSettings;
import dev.weekline.week.IsoWeek;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Wires go bad, to Meta and to the database; what a reader sees, and that nothing is lost. */
@TestInstance(Lifecycle.PER_CLASS)
class FaultRunsTest {

    private static final Duration NOBODY_WAITS_LONGER = Duration.ofSeconds(35);

    private final Cluster cluster = Cluster.empty();
    private final URI databaseUrl = URI.create(cluster.database.url());
    private final FaultyProxy toDatabase = new FaultyProxy(databaseUrl.getPort());
    private final FaultyProxy toMeta = new FaultyProxy(cluster.sandbox.baseUrl().getPort());
    private final Weekline weekline = Weekline.start(
            cluster.environment(Map.ofEntries(
                    entry(
                            "WEEKLINE_DATABASE_URL",
                            cluster.database
                                    .url()
                                    .replace(":" + databaseUrl.getPort() + "/", ":" + toDatabase.port() + "/")),
                    entry("WEEKLINE_DATABASE_PATIENCE", "2s"),
                    entry("WEEKLINE_DATABASE_STATEMENT_DEADLINE", "3s"),
                    entry("WEEKLINE_DATABASE_SILENCE", "1s"),
                    entry("WEEKLINE_DATABASE_CONNECT_DEADLINE", "2s"),
                    entry("WEEKLINE_META_BASE_URL", "http://127.0.0.1:" + toMeta.port()),
                    entry("WEEKLINE_META_RETRY_BASE", "1ms"),
                    entry("WEEKLINE_META_HTTP_FIRST_BYTE_DEADLINE", "2s"),
                    entry("WEEKLINE_FETCH_REST_AFTER_FAILURE", "1s"),
                    entry("WEEKLINE_NOTICES_PROBE", "1s"),
                    entry("WEEKLINE_NOTICES_PATIENCE", "1s"))),
            Clock.systemUTC(),
            SandboxSettings.defaults(),
            _ -> {});
    private final URI address = weekline.address();
    private final SandboxAccount account = cluster.account(address);
    private int used;

    @AfterAll
    void stop() {
        toDatabase.fault(Fault.NONE);
        weekline.close();
        toDatabase.close();
        toMeta.close();
        cluster.close();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void onTheWayToMeta(Fault fault) {
        survive(toMeta, fault, "Meta");
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void onTheWayToTheDatabase(Fault fault) {
        survive(toDatabase, fault, "PostgreSQL");
    }

    private void survive(FaultyProxy wire, Fault fault, String whither) {
        var known = anotherWeek();
        var missing = anotherWeek();
        var stored = read(known);
        assertThat(stored.statusCode()).as(stored.body()).isEqualTo(200);

        wire.fault(fault);
        var begun = System.nanoTime();
        var ofKnown = read(known);
        var ofMissing = read(missing);
        var took = Duration.ofNanos(System.nanoTime() - begun);
        wire.fault(Fault.NONE);
        System.out.printf(
                "%s on the way to %s: a known week %d, a missing one %d, after %d ms%n",
                fault, whither, ofKnown.statusCode(), ofMissing.statusCode(), took.toMillis());

        assertThat(ofKnown.body()).isEqualTo(stored.body());
        assertThat(ofMissing.statusCode()).as(ofMissing.body()).isIn(200, 202, 502, 503);
        if (ofMissing.statusCode() != 200) {
            assertThat(ofMissing.headers().firstValue("Retry-After"))
                    .as(ofMissing.body())
                    .isPresent();
        }
        await().atMost(Duration.ofSeconds(60))
                .until(() -> read(missing).statusCode() == 200
                        && !read(missing).body().contains("unavailable"));
        assertThat(read(known).body()).isEqualTo(stored.body());
        assertThat(cluster.count("SELECT count(*) FROM weekly_report")).isEqualTo(used);
    }

    private HttpResponse<String> read(String path) {
        return cluster.ask(address, path, "Prefer", "wait=4")
                .orTimeout(NOBODY_WAITS_LONGER.toSeconds(), java.util.concurrent.TimeUnit.SECONDS)
                .join();
    }

    /** Not one after the other, since a report is compared with the week before it. */
    private String anotherWeek() {
        var monday = IsoWeek.running(Instant.now(), ZoneOffset.UTC)
                .previous()
                .monday()
                .minusWeeks(2L * used++);
        return "/reports/weekly/" + new IsoWeek(monday) + "?account=" + account.slug();
    }
}
