package dev.weekline.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weekline.boot.Weekline;
import dev.weekline.sandbox.SandboxAccount;
import dev.weekline.sandbox.SandboxSettings;
import dev.weekline.sandbox.Section;
import dev.weekline.week.IsoWeek;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A replica is killed while it fetches, and the others go on from where it was. */
@ExtendWith(SharedCluster.class)
class TakeOverTest {

    private static final IsoWeek WEEK =
            IsoWeek.running(Instant.now(), ZoneOffset.UTC).previous();
    private static final Duration LONGER_THAN_ANY_LEASE = Duration.ofSeconds(30);

    private static final String ORPHANS = """
            SELECT count(*) FROM insight_row r WHERE NOT EXISTS
                (SELECT FROM report_revision v WHERE v.account_id = r.account_id AND r.run_id = ANY (v.run_ids))
            """;

    private final Cluster cluster;

    TakeOverTest(Cluster cluster) {
        this.cluster = cluster;
    }

    private SandboxAccount account;
    private String path;

    @BeforeEach
    void chooseAccount() {
        account = cluster.account();
        path = "/reports/weekly/" + WEEK + "?account=" + account.slug();
    }

    @AfterEach
    void replaceTheDead() {
        cluster.sandbox.behave();
        cluster.replace(0);
    }

    @Test
    void whatTheDeadReplicaHadStoredIsNotAskedAgain() {
        cluster.sandbox.script("relevance page 2 calls of " + account.id() + ": hang");
        cluster.ask(cluster.get(0).address(), path);
        await().atMost(LONGER_THAN_ANY_LEASE)
                .until(() ->
                        of("SELECT count(*) FROM run_piece") == 5 && of("SELECT count(*) FROM insight_row") >= 500);
        var waiting = List.of(
                cluster.ask(cluster.get(1).address(), path),
                cluster.ask(cluster.get(2).address(), path));

        var killed = System.nanoTime();
        cluster.get(0).kill();
        cluster.sandbox.behave();
        var answers = waiting.stream().map(answer -> answer.join()).toList();
        System.out.printf(
                "Take-over: the others were answered %d ms after the kill, with a lease of 3 s%n",
                Duration.ofNanos(System.nanoTime() - killed).toMillis());

        assertThat(answers).extracting(HttpResponse::statusCode).containsOnly(200);
        assertThat(answers.stream().map(HttpResponse::body).distinct()).hasSize(1);
        assertThat(answers.getFirst().body()).doesNotContain("unavailable");
        for (var section :
                List.of(Section.TOTALS, Section.CAMPAIGNS, Section.PLACEMENTS, Section.DEMOGRAPHICS, Section.DAILY)) {
            assertThat(cluster.sandbox.counters().of(account.id(), section, 1))
                    .as("%s", section)
                    .isOne();
        }
        assertThat(cluster.sandbox.counters().of(account.id(), Section.RELEVANCE, 2))
                .isEqualTo(2);
        assertThat(cluster.query(
                        "SELECT outcome FROM fetch_run WHERE account_id = '" + account.id() + "' ORDER BY started_at"))
                .containsExactly("abandoned", "stored");
        assertThat(of("SELECT count(*) FROM report_revision")).isOne();
        assertThat(of("SELECT count(*) FROM week_work")).isZero();
        var rows = of("SELECT count(*) FROM insight_row");
        sweepLater();
        assertThat(cluster.count(ORPHANS)).isZero();
        assertThat(of("SELECT count(*) FROM insight_row")).isEqualTo(rows);
        assertThat(of("SELECT count(*) FROM run_piece")).isZero();
    }

    @Test
    void aReportRunThatTheDeadReplicaBeganIsNotPaidForAgain() {
        cluster.sandbox.script(
                "every relevance call of " + account.id() + ": 400/100/1487534", "every report-run-status call: hang");
        cluster.ask(cluster.get(0).address(), path);
        await().atMost(LONGER_THAN_ANY_LEASE)
                .until(() -> of("SELECT count(*) FROM report_run") == 1 && of("SELECT count(*) FROM run_piece") == 5);

        var waiting = cluster.ask(cluster.get(1).address(), path);
        cluster.get(0).kill();
        cluster.sandbox.script("every relevance call of " + account.id() + ": 400/100/1487534");

        assertThat(waiting.join().statusCode()).isEqualTo(200);
        assertThat(waiting.join().body()).doesNotContain("unavailable");
        assertThat(cluster.sandbox.counters().of(account.id(), Section.REPORT_RUN))
                .isOne();
        assertThat(cluster.sandbox.counters().of(account.id(), Section.CAMPAIGNS))
                .isOne();
        assertThat(of("SELECT count(*) FROM report_run")).isZero();
        assertThat(of("SELECT count(*) FROM report_revision")).isOne();
    }

    /** As the sweep of a service would hours later, when nothing of the dead run can be of use any more. */
    private void sweepLater() {
        var later = Clock.offset(Clock.systemUTC(), Duration.ofHours(3));
        var settings = cluster.environment(Map.of("WEEKLINE_SWEEP_INITIAL_DELAY", "1ms"));
        try (var _ = Weekline.start(settings, later, SandboxSettings.defaults(), _ -> {})) {
            await().atMost(LONGER_THAN_ANY_LEASE)
                    .until(() ->
                            of("SELECT count(*) FROM fetch_run WHERE NOT rows_swept AND outcome <> 'stored'") == 0);
        }
    }

    private long of(String count) {
        return cluster.count(
                count + (count.contains("WHERE") ? " AND" : " WHERE") + " account_id = '" + account.id() + "'");
    }
}
