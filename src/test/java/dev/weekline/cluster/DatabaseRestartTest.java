package dev.weekline.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weekline.boot.TestDatabase;
import dev.weekline.sandbox.Latency;
import dev.weekline.week.IsoWeek;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** PostgreSQL goes away and comes back, twice, while known and missing weeks are read. */
@ExtendWith(SharedCluster.class)
class DatabaseRestartTest {

    private static final int READERS = 24;
    private static final int MISSING = 20;

    private final Map<String, Set<String>> bodies = new ConcurrentHashMap<>();
    private final Map<Integer, AtomicInteger> statuses = new ConcurrentSkipListMap<>();
    private final Set<String> improper = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean over = new AtomicBoolean();

    @Test
    void noAnswerIsWrongNothingIsLostAndNobodyHasToBeRestarted(Cluster cluster) throws Exception {
        var account = cluster.account();
        // Not one after the other, since a report is compared with the week before it.
        var paths = IntStream.range(0, MISSING + 4)
                .mapToObj(i -> "/reports/weekly/"
                        + new IsoWeek(IsoWeek.running(Instant.now(), ZoneOffset.UTC)
                                .previous()
                                .monday()
                                .minusWeeks(2L * i))
                        + "?account=" + account.slug())
                .toList();
        var addresses = cluster.addresses();
        paths.subList(0, 4).forEach(path -> note(path, cluster.get(addresses.getFirst(), path)));
        cluster.sandbox.latency(Latency.fixed(Duration.ofMillis(100)));
        var reach = new AtomicInteger(4);

        try (var readers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var i = 0; i < READERS; i++) {
                var chance = new Random(i);
                readers.submit(() -> {
                    while (!over.get()) {
                        var path = paths.get(chance.nextInt(reach.get()));
                        note(
                                path,
                                cluster.get(addresses.get(chance.nextInt(addresses.size())), path, "Prefer", "wait=5"));
                    }
                });
            }
            for (var mode : new String[] {"fast", "immediate"}) {
                for (var i = 0; i < MISSING / 2; i++) {
                    reach.incrementAndGet();
                    TimeUnit.MILLISECONDS.sleep(100);
                    if (i == 4) {
                        TestDatabase.restart(mode);
                    }
                }
            }
            over.set(true);
            readers.shutdown();
            assertThat(readers.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
        }
        cluster.sandbox.latency(Latency.none());
        for (var path : paths) {
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> note(path, cluster.get(addresses.getLast(), path)) == 200);
        }

        System.out.printf("Restarts of the database under load: answers %s%n", statuses);
        assertThat(improper).isEmpty();
        assertThat(bodies)
                .hasSize(paths.size())
                .allSatisfy((path, answers) -> assertThat(answers).as(path).hasSize(1));
        assertThat(cluster.count("SELECT count(*) FROM weekly_report WHERE revision = 1 AND account_id = '"
                        + account.id() + "'"))
                .isEqualTo(paths.size());
        assertThat(cluster.count("SELECT count(*) FROM operation WHERE state IN ('queued', 'running')"))
                .isZero();
        assertThat(IntStream.range(0, 3).mapToObj(cluster::get)).allMatch(Replica::isAlive);
    }

    private int note(String path, HttpResponse<String> answer) {
        statuses.computeIfAbsent(answer.statusCode(), _ -> new AtomicInteger()).incrementAndGet();
        if (answer.statusCode() == 200) {
            bodies.computeIfAbsent(path, _ -> ConcurrentHashMap.newKeySet()).add(answer.body());
        } else if (!Set.of(202, 503).contains(answer.statusCode())
                || answer.headers().firstValue("Retry-After").isEmpty()) {
            improper.add(answer.statusCode() + " " + answer.headers().map() + answer.body());
        }
        return answer.statusCode();
    }
}
