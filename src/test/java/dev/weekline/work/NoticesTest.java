package dev.weekline.work;

import static dev.weekline.work.WorkRig.BELMONTE;
import static dev.weekline.work.WorkRig.LUMEN;
import static dev.weekline.work.WorkRig.WEEK;
import static dev.weekline.work.WorkRig.told;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.weekline.boot.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;

/** Two services that let each other know, through a real database. */
class NoticesTest {

    private static final TestDatabase.Fresh DATABASE = TestDatabase.fresh();
    private static final WorkRig HERE = rig(DATABASE);
    private static final WorkRig THERE = rig(DATABASE);
    private static final Notice STORED =
            Notice.of(Notice.STORED, BELMONTE, WEEK).withDetail("3");

    private final Notices here = HERE.bean(Notices.class);
    private final Notices there = THERE.bean(Notices.class);
    private final List<Notice> heardHere = new CopyOnWriteArrayList<>();
    private final List<Notice> heardThere = new CopyOnWriteArrayList<>();
    private final Disposable listeners = Disposables.composite(
            here.all().subscribe(heardHere::add), there.all().subscribe(heardThere::add));

    @BeforeEach
    void connect() {
        await().until(() -> here.link().connected() && there.link().connected());
    }

    @AfterEach
    void leave() {
        listeners.dispose();
    }

    @AfterAll
    static void stop() {
        HERE.close();
        THERE.close();
        DATABASE.close();
    }

    @Test
    void aNoticeReachesEveryReplicaOnceItsTransactionCommits() {
        HERE.inTransaction(connection -> here.publish(connection, STORED).then(Mono.fromRunnable(() -> {
                    assertThat(heardHere).isEmpty();
                    assertThat(heardThere).isEmpty();
                })))
                .block();

        await().until(() -> heardHere.size() == 1 && heardThere.size() == 1);
        assertThat(heardHere).containsExactly(STORED);
        assertThat(heardThere).containsExactly(STORED);
    }

    @Test
    void aTransactionThatFailsSendsNothing() {
        assertThatThrownBy(() -> HERE.inTransaction(connection ->
                                here.publish(connection, STORED).then(Mono.error(new IllegalStateException("no"))))
                        .block())
                .hasMessageContaining("no");
        send(STORED.withDetail("next"));

        await().until(() -> !heardThere.isEmpty());
        assertThat(heardThere).containsExactly(STORED.withDetail("next"));
    }

    @Test
    void whatCannotBeReadIsPassedOver() {
        HERE.execute("NOTIFY weekline, 'stored nonsense'; NOTIFY weekline; NOTIFY weekline, 'stored act_5 2025-W01'");

        await().until(() -> !heardThere.isEmpty());
        assertThat(heardThere).extracting(Notice::toString).containsExactly("stored act_5 2025-W01");
    }

    @Test
    void whoWaitsForOneWeekHearsOfThatOnly() {
        var mine = new CopyOnWriteArrayList<Notice>();
        try (var _ = closing(there.about(BELMONTE, WEEK).subscribe(mine::add))) {
            send(Notice.of(Notice.STORED, LUMEN, WEEK));
            send(Notice.of(Notice.STORED, BELMONTE, WEEK.next()));
            send(STORED);

            await().until(() -> !mine.isEmpty());
            assertThat(mine).containsExactly(STORED);
        }
    }

    @Test
    void aConnectionThatWasCutComesBackInANewEpochAndHearsAgain() {
        var before = there.link();
        var changes = new CopyOnWriteArrayList<Link>();
        try (var _ = closing(there.links().subscribe(changes::add))) {
            cut();
            await().until(() -> changes.size() >= 3);
            await().until(() -> there.link().connected() && here.link().connected());

            assertThat(changes.subList(0, 3)).extracting(Link::connected).containsExactly(true, false, true);
            assertThat(there.link().epoch()).isGreaterThan(before.epoch());
            assertThat(there.link().hasHeardAllSince(before)).isFalse();
            send(STORED);
            await().until(() -> heardThere.contains(STORED));
        }
    }

    @Test
    void whileTheDatabaseLetsNobodyInItIsTriedAgainAndAgain() {
        try (var own = TestDatabase.fresh();
                var alone = rig(own)) {
            var notices = alone.bean(Notices.class);
            await().until(() -> notices.link().connected());
            var away = alone.query("SELECT current_database()").getFirst();
            HERE.execute("ALTER DATABASE " + away + " ALLOW_CONNECTIONS false");
            HERE.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '" + away + "'");
            await().until(() -> !notices.link().connected());
            // Long enough for several tries, none of which may be the last.
            Mono.delay(Duration.ofSeconds(1)).block();
            assertThat(notices.link().connected()).isFalse();

            HERE.execute("ALTER DATABASE " + away + " ALLOW_CONNECTIONS true");

            await().until(() -> notices.link().connected());
            assertThat(notices.link().epoch()).isEqualTo(2);
        }
    }

    @Test
    void theConnectionIsClosedWhenTheServiceStops() {
        try (var own = TestDatabase.fresh();
                var staying = rig(own)) {
            await().until(() -> staying.bean(Notices.class).link().connected());
            var stopped = rig(own);
            await().until(() -> stopped.bean(Notices.class).link().connected());
            assertThat(listenersOf(staying)).isEqualTo(2);

            stopped.close();

            await().until(() -> listenersOf(staying) == 1);
        }
    }

    @Test
    void aLeaseThatIsGivenBackIsTold() {
        var lease = (Lease) told(HERE.bean(Leases.class).take(BELMONTE, WEEK, "missing", false));

        told(HERE.bean(Leases.class).giveBack(lease));

        await().until(() -> !heardThere.isEmpty());
        assertThat(heardThere).containsExactly(Notice.of(Notice.RELEASED, BELMONTE, WEEK));
    }

    @ParameterizedTest
    @CsvSource({
        "0s, 5s, 10s, 5s, first-pause",
        "2s, 1s, 10s, 5s, longest-pause",
        "1s, 5s, 0s, 5s, probe",
        "1s, 5s, 1s, 0s, patience"
    })
    void aSettingThatCannotBeMeantIsRefusedByName(
            String first, String longest, String probe, String patience, String name) {
        assertThatThrownBy(() -> new NoticeSettings(
                        Duration.parse("PT" + first),
                        Duration.parse("PT" + longest),
                        Duration.parse("PT" + probe),
                        Duration.parse("PT" + patience)))
                .hasMessageContaining("weekline.notices." + name);
    }

    /** The last thing that its listening connection was asked stays the first. */
    private static WorkRig rig(TestDatabase.Fresh database) {
        return new WorkRig(database, Map.of("WEEKLINE_NOTICES_PROBE", "1h"));
    }

    private void send(Notice notice) {
        HERE.inTransaction(connection -> here.publish(connection, notice)).block();
    }

    private static void cut() {
        HERE.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()"
                + " AND query LIKE 'LISTEN%'");
    }

    private static int listenersOf(WorkRig rig) {
        return Integer.parseInt(rig.query("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                        + " AND query LIKE 'LISTEN%'")
                .getFirst());
    }

    private static AutoCloseableListener closing(Disposable listener) {
        return listener::dispose;
    }

    private interface AutoCloseableListener extends AutoCloseable {

        @Override
        void close();
    }
}
