package dev.weekline.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weekline.sandbox.SandboxAccount;
import dev.weekline.week.IsoWeek;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Replicas that do not hear of a change show it all the same. */
@ExtendWith(SharedCluster.class)
class CutNoticesTest {

    private static final String LISTENERS = "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
            + " WHERE datname = current_database() AND pid <> pg_backend_pid() AND (query LIKE 'LISTEN%' OR query = 'SELECT 1')";
    private static final Duration LONGEST_FETCH = Duration.ofSeconds(30);

    private final Cluster cluster;
    private final SandboxAccount account;
    private final String week;

    CutNoticesTest(Cluster cluster) {
        this.cluster = cluster;
        this.account = cluster.account();
        this.week = "/reports/weekly/"
                + IsoWeek.running(Instant.now(), ZoneOffset.UTC).previous();
    }

    @Test
    void aReplicaWhoseConnectionIsCutServesNoOldByte() {
        var addresses = cluster.addresses();
        var old = version(addresses.get(0));
        addresses.forEach(address -> assertThat(version(address)).isEqualTo(old));

        await().until(() -> cluster.count(LISTENERS) > 0);
        var now = storeAnother(addresses.get(0), old);

        for (var i = 0; i < 20; i++) {
            addresses.forEach(address -> assertThat(version(address)).isEqualTo(now));
        }
    }

    @Test
    void aReplicaWhoseConnectionGoesSilentFindsOutAndServesNoOldByteAfterThat() {
        var url = URI.create(cluster.database.url());
        try (var proxy = new FaultyProxy(url.getPort());
                var deaf = cluster.replica(Map.of(
                        "WEEKLINE_DATABASE_URL",
                        cluster.database.url().replace(":" + url.getPort() + "/", ":" + proxy.port() + "/"),
                        "WEEKLINE_NOTICES_PROBE",
                        "500ms",
                        "WEEKLINE_NOTICES_PATIENCE",
                        "500ms"))) {
            var other = cluster.get(0).address();
            var old = version(other);
            assertThat(version(deaf.address())).isEqualTo(old);

            proxy.silence("LISTEN weekline");
            var now = storeAnother(other, old);
            var stored = System.nanoTime();
            await().atMost(Duration.ofSeconds(10))
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> version(deaf.address()).equals(now));
            System.out.printf(
                    "Silent notices: an old revision was shown for %d ms, with a probe every 500 ms and 500 ms patience%n",
                    Duration.ofNanos(System.nanoTime() - stored).toMillis());
            for (var i = 0; i < 50; i++) {
                assertThat(version(deaf.address())).isEqualTo(now);
            }
        }
    }

    private String storeAnother(URI address, String old) {
        cluster.sandbox.resize(account.id(), 12, 700);
        var order = cluster.post(address, week + "/refresh?account=" + account.slug());
        assertThat(order.statusCode()).as(order.body()).isEqualTo(202);
        await().atMost(LONGEST_FETCH)
                .pollInterval(Duration.ofMillis(10))
                .until(() -> !version(address).equals(old));
        return version(address);
    }

    private String version(URI address) {
        var answer = cluster.get(address, week + "?account=" + account.slug());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.headers().firstValue("ETag").orElseThrow();
    }
}
