package dev.weekline.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weekline.sandbox.Counters.SectionCall;
import dev.weekline.sandbox.Latency;
import dev.weekline.week.IsoWeek;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A thousand readers of one missing week, over three replicas at once. */
@ExtendWith(SharedCluster.class)
class StampedeTest {

    private static final int READERS = 1_000;

    @Test
    void aThousandReadersOverThreeReplicasCostMetaOneFetch(Cluster cluster) {
        var account = cluster.account();
        var path = "/reports/weekly/"
                + IsoWeek.running(Instant.now(), ZoneOffset.UTC).previous() + "?account=" + account.slug();
        var addresses = cluster.addresses();
        // Long enough for all of them to arrive while it lasts.
        cluster.sandbox.latency(Latency.fixed(Duration.ofMillis(300)));
        var before = cluster.sandbox.counters().of(account.id());

        var begun = System.nanoTime();
        var asked = IntStream.range(0, READERS)
                .mapToObj(i -> cluster.ask(addresses.get(i % addresses.size()), path))
                .toList();
        var answers = asked.stream().map(answer -> answer.join()).toList();
        var took = Duration.ofNanos(System.nanoTime() - begun);
        cluster.sandbox.latency(Latency.none());

        var calls = cluster.sandbox.counters().sections().entrySet().stream()
                .filter(entry -> entry.getKey().account().equals(account.id()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        System.out.printf(
                "Stampede: %d readers, %d ms, %d calls (%d pages of sections)%n",
                READERS, took.toMillis(), cluster.sandbox.counters().of(account.id()) - before, calls.size());
        assertThat(answers).extracting(HttpResponse::statusCode).containsOnly(200);
        assertThat(answers.stream().map(HttpResponse::body).distinct()).hasSize(1);
        assertThat(answers.stream()
                        .map(answer -> answer.headers().firstValue("ETag").orElseThrow())
                        .distinct())
                .hasSize(1);
        assertThat(calls)
                .allSatisfy((SectionCall call, Long times) -> assertThat(times)
                        .as("%s page %d", call.section(), call.page())
                        .isOne());
        assertThat(calls).hasSizeGreaterThan(6);
        assertThat(cluster.query("SELECT outcome FROM fetch_run WHERE account_id = '" + account.id() + "'"))
                .containsExactly("stored");
        assertThat(cluster.count("SELECT count(*) FROM week_work WHERE account_id = '" + account.id() + "'"))
                .isZero();
    }
}
