package dev.weekline.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weekline.account.AccountId;
import dev.weekline.boot.TestDatabase;
import dev.weekline.quota.Permit.Denied;
import dev.weekline.quota.Permit.Granted;
import dev.weekline.quota.QuotaRig.TurnedTime;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Buckets in a real database. */
@TestInstance(Lifecycle.PER_CLASS)
class SharedBucketsTest extends BucketsContract {

    private static final AccountId BELMONTE = new AccountId("act_1203300000000017");
    private static final AccountId LUMEN = new AccountId("act_1203300000000018");
    private static final int CLIENTS = 8;

    private final TestDatabase.Fresh database = TestDatabase.fresh();
    private final QuotaRig rig = new QuotaRig(database);
    private final TurnedTime time = new TurnedTime();
    private final BucketRows rows = rig.rows(time);
    private final SharedBuckets buckets = new SharedBuckets(rows);

    @AfterAll
    void close() {
        rig.close();
        database.close();
    }

    @Override
    Buckets buckets() {
        return buckets;
    }

    @Override
    void pass(Duration duration) {
        time.pass(duration);
    }

    @Test
    void whoComesLaterFindsWhatWasLeft() {
        var bucket = new BucketKey("restart", SIZE);
        buckets.take(bucket, 60, FOREVER).block();

        var another = rig.buckets(time);

        assertThat(another.take(bucket, 41, FOREVER).map(Taken::untilTurn).block())
                .isEqualTo(A_UNIT.plusNanos(1));
    }

    @Test
    void replicasThatTakeAboveAFloorTogetherLeaveIt() {
        var bucket = new BucketKey("floor", SIZE);
        var replicas = List.of(buckets, rig.buckets(time), rig.buckets(time));

        var taken = Flux.range(0, 30)
                .flatMap(call -> replicas.get(call % 3).take(bucket, 7, Terms.above(40)), 30)
                .count()
                .block();

        assertThat(taken).isBetween(1L, 8L);
        assertThat(Objects.requireNonNull(buckets.state(bucket).block()).left())
                .isEqualTo(100 - 7 * taken)
                .isGreaterThanOrEqualTo(40);
    }

    @Test
    void aRowIsKeptUntilItsBucketIsFullAndThenSwept() throws SQLException {
        var bucket = new BucketKey("unused", SIZE);
        buckets.take(bucket, 10, FOREVER).block();
        time.pass(A_UNIT.multipliedBy(10));
        rows.removeExpired().block();
        assertThat(isStored("unused")).isTrue();

        time.pass(Duration.ofMinutes(10).plusSeconds(1));
        rows.removeExpired().block();

        assertThat(isStored("unused")).isFalse();
        assertThat(buckets.waitFor(bucket, 100).block()).isZero();
        assertThat(buckets.take(bucket, 101, FOREVER).map(Taken::untilTurn).block())
                .isEqualTo(A_UNIT.plusNanos(1));
    }

    @Test
    void aRowInDebtIsKeptUntilTheDebtIsPaid() throws SQLException {
        buckets.take(new BucketKey("in-debt", SIZE), 300, FOREVER).block();
        time.pass(A_UNIT.multipliedBy(299));
        rows.removeExpired().block();

        assertThat(isStored("in-debt")).isTrue();
    }

    @Test
    void aRemovedBucketIsFullAgain() throws SQLException {
        var bucket = new BucketKey("removed", SIZE);
        buckets.take(bucket, 100, FOREVER).block();

        rows.asAsync().removeProxy("removed").join();

        assertThat(isStored("removed")).isFalse();
        assertThat(buckets.waitFor(bucket, 100).block()).isZero();
    }

    @Test
    void thereIsNoBlockingHalf() {
        assertThatThrownBy(() -> rows.removeProxy("app")).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(
                        () -> rows.builder().build("app", SIZE::configuration).getAvailableTokens())
                .isInstanceOf(UnsupportedOperationException.class);
    }

    /**
     * Each client writes down when what it was given may be used; no span may see more than was there and came back.
     */
    @Test
    void eightClientsNeverGetMoreThanCapacityAndRefill() {
        var settings = new QuotaSettings(3600, 50, 40);
        var own = new ArrayList<QuotaRig>();
        try (var shared = TestDatabase.fresh()) {
            Flux.range(0, CLIENTS).doOnNext(_ -> own.add(new QuotaRig(shared))).blockLast();
            var turned = new TurnedTime();
            var grants = Objects.requireNonNull(Flux.fromIterable(own)
                    .flatMap(
                            client -> takeMany(client, settings, turned).subscribeOn(Schedulers.boundedElastic()),
                            CLIENTS)
                    .collectList()
                    .block());

            // Without a turn of time the first 50 units are all there is; each second that passed brings one more.
            var passed = Duration.between(new TurnedTime().instant(), turned.instant());
            assertThat(grants.stream().mapToInt(Granted::units).sum())
                    .isBetween(settings.burst(), settings.burst() + Math.toIntExact(passed.toSeconds()));
            assertThat(passed).isPositive();
        } finally {
            own.forEach(QuotaRig::close);
        }
    }

    @Test
    void whileTheDatabaseIsAwayAQuarterIsSpentAndThenTheDatabaseIsAskedAgain() throws SQLException {
        try (var own = TestDatabase.fresh();
                var alone = new QuotaRig(own)) {
            var quota = alone.quota();
            assertThat(take(quota, BELMONTE, 30)).isInstanceOf(Granted.class);
            execute(own, "ALTER TABLE quota_bucket RENAME TO elsewhere");

            assertThat(take(quota, LUMEN, 26)).isInstanceOf(Denied.class);
            assertThat(take(quota, LUMEN, 25)).isInstanceOf(Granted.class);
            assertThat(quota.isAlone()).isTrue();
            assertThat(quota.take(BELMONTE, Work.BACKGROUND, 1, Duration.ofHours(1))
                            .block())
                    .isInstanceOfSatisfying(Denied.class, denied -> {
                        assertThat(denied.retryAfter()).isEqualTo(Duration.ofSeconds(5));
                        assertThat(denied.why()).contains("database");
                    });
            assertThat(quota.estimateWait(BELMONTE, Work.BACKGROUND, 1).block()).isEqualTo(Duration.ofSeconds(5));
            assertThat(quota.estimateWait(BELMONTE, Work.INTERACTIVE, 1).block())
                    .isEqualTo(A_UNIT.multipliedBy(4).plusNanos(1));

            execute(own, "ALTER TABLE elsewhere RENAME TO quota_bucket");

            assertThat(take(quota, LUMEN, 71)).isInstanceOf(Denied.class);
            assertThat(take(quota, LUMEN, 70)).isInstanceOf(Granted.class);
            assertThat(quota.isAlone()).isFalse();
        }
    }

    private static Flux<Granted> takeMany(QuotaRig client, QuotaSettings settings, TurnedTime time) {
        var quota = new TokenBuckets(settings, settings, client.buckets(time), time, Schedulers.parallel());
        return Flux.range(0, 40)
                .flatMap(
                        call -> turn(time, call)
                                .then(quota.take(
                                        call % 2 == 0 ? BELMONTE : LUMEN,
                                        Work.INTERACTIVE,
                                        1 + call % 3,
                                        Duration.ZERO)),
                        4)
                .ofType(Granted.class);
    }

    /** Every tenth call of a client a quarter of a second passes for all. */
    private static Mono<Void> turn(TurnedTime time, int call) {
        return Mono.fromRunnable(() -> {
            if (call % 10 == 9) {
                time.pass(Duration.ofMillis(250));
            }
        });
    }

    private static Permit take(TokenBuckets quota, AccountId account, int units) {
        return Objects.requireNonNull(
                quota.take(account, Work.INTERACTIVE, units, Duration.ZERO).block());
    }

    private boolean isStored(String bucket) throws SQLException {
        try (var connection = database.connect();
                var query = connection.prepareStatement("SELECT 1 FROM quota_bucket WHERE bucket = ?")) {
            query.setString(1, bucket);
            try (var found = query.executeQuery()) {
                return found.next();
            }
        }
    }

    private static void execute(TestDatabase.Fresh database, String sql) throws SQLException {
        try (var connection = database.connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
