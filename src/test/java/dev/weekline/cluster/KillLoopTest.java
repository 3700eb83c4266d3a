package dev.weekline.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weekline.week.IsoWeek;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Three replicas that fill in weeks, one of which is killed again and again with no chance to tidy up. For longer than
 * usual: {@code -Dkills.seconds=180 -Dkills.weeks=54}.
 */
class KillLoopTest {

    private static final Duration KILLING = Duration.ofSeconds(Integer.getInteger("kills.seconds", 30));
    private static final Duration LONG_ENOUGH = Duration.ofMinutes(4);
    private static final int ACCOUNTS = 12;
    private static final int WEEKS = Integer.getInteger("kills.weeks", 15);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Random random = new Random(20251105);
    private final Cluster cluster = Cluster.start(Map.of(
            "WEEKLINE_BACKGROUND", "true",
            "WEEKLINE_BACKFILL_EVERY", "1s",
            "WEEKLINE_BACKFILL_BOUND", "10s",
            "WEEKLINE_PLAN_HORIZON", Integer.toString(WEEKS),
            "WEEKLINE_PLAN_SETTLE", "0s",
            "WEEKLINE_PLAN_SPREAD", "0s"));

    @AfterEach
    void stop() {
        cluster.close();
    }

    @Test
    @Timeout(value = 2, unit = TimeUnit.HOURS)
    void everyWeekIsStoredOnceWhoeverIsKilled() throws IOException {
        for (var i = 0; i < ACCOUNTS; i++) {
            cluster.account();
        }
        var running = IsoWeek.running(Instant.now(), ZoneOffset.UTC);
        var begun = cluster.postJson(
                cluster.get(0).address(), "/backfills", """
                {"from": "%s", "to": "%s"}""".formatted(running.plus(1L - WEEKS), running.previous()));
        assertThat(begun.statusCode()).as(begun.body()).isEqualTo(202);
        var operation = begun.headers().firstValue("Location").orElseThrow();

        var kills = 0;
        for (var start = System.nanoTime(); System.nanoTime() - start < KILLING.toNanos(); kills++) {
            var number = random.nextInt(3);
            cluster.get(number).kill();
            cluster.replace(number);
        }

        await().atMost(LONG_ENOUGH)
                .until(() -> cluster.count("SELECT count(*) FROM weekly_report") == ACCOUNTS * WEEKS);
        await().atMost(LONG_ENOUGH)
                .until(() -> cluster.count("SELECT count(*) FROM week_work WHERE attempts = 0") == 0);
        System.out.printf(
                "Kill loop: %d kills in %d s; %d weeks by %d runs, %d of them cut short%n",
                kills,
                KILLING.toSeconds(),
                ACCOUNTS * WEEKS,
                cluster.count("SELECT count(*) FROM fetch_run"),
                cluster.count("SELECT count(*) FROM fetch_run WHERE outcome IN ('abandoned', 'running')"));
        assertThat(kills).isPositive();
        assertThat(cluster.query("""
                        SELECT account_id || ' ' || week_start FROM fetch_run WHERE outcome = 'stored'
                        GROUP BY account_id, week_start, revision HAVING count(*) > 1
                        """)).isEmpty();
        assertThat(cluster.query("""
                        SELECT account_id || ' ' || week_start FROM weekly_report r WHERE revision <> (
                            SELECT count(*) FROM fetch_run f WHERE f.account_id = r.account_id
                                AND f.week_start = r.week_start AND f.outcome = 'stored')
                        """)).isEmpty();
        assertThat(cluster.query("SELECT account_id FROM week_work WHERE lease_until < now() OR dead_at IS NOT NULL"))
                .isEmpty();
        var done =
                JSON.readTree(cluster.get(cluster.get(0).address(), operation).body());
        assertThat(done.path("state").asText()).isEqualTo("done");
        assertThat(done.at("/result/failed").asInt()).isZero();
        assertThat(done.at("/result/stored").asInt())
                .isEqualTo(done.at("/result/weeks").asInt())
                .isPositive();
        assertThat(cluster.query("SELECT kind FROM operation WHERE finished_at IS NULL"))
                .isEmpty();
    }
}
