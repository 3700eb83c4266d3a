package dev.weekline.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weekline.run.RunTimes;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Answers say where their time went, by the clock that the service was given. */
class ServerTimingTest {

    private static final String PATH = "/reports/weekly/2025-W30?account=belmonte";

    @Test
    void theWayThatWasTakenIsMeasured() {
        assertThat(ServerTiming.database(Duration.ofNanos(2_345_678)).header()).isEqualTo("database;dur=2.345");
        assertThat(ServerTiming.awaited(Duration.ofSeconds(3), Duration.ofMillis(-5))
                        .header())
                .isEqualTo("lease;dur=3000.0, database;dur=0.0");
        assertThat(ServerTiming.fetched(
                                new RunTimes(
                                        Duration.ofMillis(1),
                                        Duration.ofMillis(2),
                                        Duration.ofMinutes(39),
                                        Duration.ofMillis(4)),
                                Duration.ofMillis(5))
                        .header())
                .isEqualTo("lease;dur=1.0, quota;dur=2.0, meta;dur=2340000.0, store;dur=4.0, database;dur=5.0");
    }

    @Test
    void aSlowMetaIsNamedInTheAnswerInTheRunAndInTheLog() {
        try (var service = TestService.start(Map.of("WEEKLINE_FETCH_SLOW", "5s"), TestService.account("belmonte"));
                var log = new OverheardLog(SlowFetches.class)) {
            service.sandbox.hold();
            service.sandbox.counters().reset();
            var asked = CompletableFuture.supplyAsync(() -> service.get(PATH));
            await().until(() -> service.sandbox.counters().total() == 6);
            service.time.pass(Duration.ofSeconds(8));
            service.sandbox.release();

            assertThat(timing(asked.join()))
                    .isEqualTo("lease;dur=0.0, quota;dur=0.0, meta;dur=8000.0, store;dur=0.0, database;dur=0.0");
            var run = service.json("/runs").at("/items/0");
            assertThat(run.at("/timings").toString())
                    .isEqualTo("{\"leaseMs\":0,\"quotaMs\":0,\"metaMs\":8000,\"storeMs\":0}");
            assertThat(run.get("durationMs").asLong()).isEqualTo(8_000);
            assertThat(log.lines())
                    .singleElement()
                    .satisfies(line -> assertThat(line)
                            .startsWith("Fetching 2025-W30 of "
                                    + TestService.account("belmonte").id()
                                    + " (missing) took 8000 ms, stored: lease 0 ms, quota 0 ms, Meta 8000 ms, store 0 ms; "
                                    + "6 calls, 14 units; slowest section: ")
                            .endsWith(", 8000 ms; run " + run.get("id").asText()));

            // The same, out of memory, on the shortest way and on the one through the controller.
            assertThat(timing(service.get(PATH))).isEqualTo("memory");
            assertThat(timing(service.get(PATH, "Prefer", "wait=1"))).isEqualTo("memory");
            service.json("/reports/weekly/2025-W31?account=belmonte");
            assertThat(log.lines()).hasSize(1);

            service.time.pass(Duration.ofSeconds(1));
            var stats = service.json("/runs/stats");
            assertThat(stats.at("/accounts/0/duration").toString())
                    .isEqualTo("{\"p50Ms\":0,\"p95Ms\":8000,\"p99Ms\":8000}");
            assertThat(stats.at("/sections")).hasSize(6);
            assertThat(stats.at("/sections/0/duration")).isEqualTo(stats.at("/accounts/0/duration"));
        }
    }

    @Test
    void whatIsFoundInTheDatabaseSaysSo() {
        try (var service =
                TestService.start(Map.of("WEEKLINE_MEMORY_MEGABYTES", "0"), TestService.account("belmonte"))) {
            service.json(PATH);

            assertThat(timing(service.get(PATH))).isEqualTo("database;dur=0.0");
        }
    }

    private static String timing(HttpResponse<String> answer) {
        return answer.headers().firstValue("Server-Timing").orElseThrow();
    }
}
