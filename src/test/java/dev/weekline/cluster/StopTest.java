package dev.weekline.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weekline.sandbox.Latency;
import dev.weekline.week.IsoWeek;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A replica is told to stop while it fetches for many. */
@ExtendWith(SharedCluster.class)
class StopTest {

    private static final int READERS = 12;

    private final Cluster cluster;

    StopTest(Cluster cluster) {
        this.cluster = cluster;
    }

    @AfterEach
    void replaceTheStopped() {
        cluster.sandbox.behave();
        cluster.sandbox.latency(Latency.none());
        cluster.replace(0);
    }

    @Test
    void whatIsUnderWayIsFinishedAndTheRestIsPromisedAndKept() {
        var account = cluster.account();
        var running = IsoWeek.running(Instant.now(), ZoneOffset.UTC);
        cluster.sandbox.latency(Latency.fixed(Duration.ofMillis(300)));
        var stopped = cluster.get(0);
        var before = stopped.said().length();
        var asked = IntStream.rangeClosed(1, READERS)
                .mapToObj(ago -> cluster.ask(
                        stopped.address(), "/reports/weekly/" + running.plus(-ago) + "?account=" + account.slug()))
                .toList();
        await().until(() -> cluster.sandbox.counters().of(account.id()) > 0);

        stopped.close();

        var answers = asked.stream().map(CompletableFuture::join).toList();
        assertThat(answers).extracting(HttpResponse::statusCode).containsOnly(200, 202);
        assertThat(stopped.said().substring(before)).doesNotContain("ERROR", " WARN ", "Exception");
        for (var promised :
                answers.stream().filter(answer -> answer.statusCode() == 202).toList()) {
            var operation = promised.headers().firstValue("Location").orElseThrow();
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> cluster.get(cluster.get(1).address(), operation)
                            .body()
                            .contains("\"state\":\"done\""));
        }
        assertThat(cluster.count("SELECT count(*) FROM weekly_report WHERE account_id = '" + account.id() + "'"))
                .isEqualTo(READERS);
        assertThat(cluster.count("SELECT count(*) FROM fetch_run WHERE account_id = '" + account.id()
                        + "' AND outcome <> 'stored'"))
                .isZero();
    }
}
