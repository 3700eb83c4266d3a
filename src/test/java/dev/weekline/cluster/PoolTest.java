package dev.weekline.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weekline.boot.Weekline;
import dev.weekline.database.DatabaseSettings;
import dev.weekline.database.Lane;
import dev.weekline.database.Lanes;
import dev.weekline.sandbox.Latency;
import dev.weekline.sandbox.SandboxAccount;
import dev.weekline.sandbox.SandboxSettings;
import dev.weekline.week.IsoWeek;
import io.micronaut.data.r2dbc.operations.R2dbcOperations;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.Result;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** How much of the pool of database connections is used, and that what is taken is given back. */
class PoolTest {

    private static final int READERS = 100;
    private static final int MOST_AT_ONCE = 14;
    private static final Duration LOAD = Duration.ofSeconds(8);

    private final Cluster cluster = Cluster.empty();
    private final Weekline weekline = Weekline.start(
            cluster.environment(Map.of("WEEKLINE_LEASE_LENGTH", "30s")),
            Clock.systemUTC(),
            SandboxSettings.defaults(),
            _ -> {});
    private final URI address = weekline.address();
    private final SandboxAccount account = cluster.account(address);
    private final IsoWeek last = IsoWeek.running(Instant.now(), ZoneOffset.UTC).previous();
    private final Lanes lanes = (Lanes) weekline.context().getBean(ConnectionFactory.class);
    private final DatabaseSettings settings = weekline.context().getBean(DatabaseSettings.class);

    @AfterEach
    void stop() {
        weekline.close();
        cluster.close();
    }

    @Test
    void aHundredMixedReadersAreServedAndLeaveNothingTaken() throws InterruptedException {
        for (var week : weeks(0, 4)) {
            cluster.get(address, report(week));
        }
        cluster.sandbox.latency(Latency.fixed(Duration.ofMillis(50)));
        var statuses = new ConcurrentHashMap<Integer, AtomicInteger>();
        var missing = new AtomicInteger(8);
        var end = System.nanoTime() + LOAD.toNanos();
        var acquired = new ArrayList<Integer>();
        var pending = 0;
        try (var readers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var i = 0; i < READERS; i++) {
                var reader = new Random(i);
                readers.submit(() -> {
                    while (System.nanoTime() < end) {
                        var answer = cluster.get(address, anyPath(reader, missing));
                        statuses.computeIfAbsent(answer.statusCode(), _ -> new AtomicInteger())
                                .incrementAndGet();
                    }
                });
            }
            while (System.nanoTime() < end) {
                acquired.add(held() - lanes.held(Lane.BACKGROUND));
                pending = Math.max(pending, lanes.waiting(Lane.READING));
                LockSupport.parkNanos(500_000);
            }
            readers.shutdown();
            assertThat(readers.awaitTermination(40, TimeUnit.SECONDS)).isTrue();
        }

        var sorted = acquired.stream().sorted().toList();
        System.out.printf(
                "Pool of %d under %d mixed readers: mean %.2f, p50 %d, p95 %d, p99 %d, most %d in use, most %d waiting; answers %s; %d weeks fetched%n",
                settings.connections(),
                READERS,
                acquired.stream().mapToInt(Integer::intValue).average().orElseThrow(),
                sorted.get(sorted.size() / 2),
                sorted.get(sorted.size() * 95 / 100),
                sorted.get(sorted.size() * 99 / 100),
                sorted.getLast(),
                pending,
                statuses,
                missing.get() - 8);
        assertThat(statuses.keySet()).isSubsetOf(200, 202);
        assertThat(settings.ofReaders()).isLessThanOrEqualTo(settings.connections() / 2);
        assertThat(sorted.getLast()).isLessThanOrEqualTo(settings.ofReaders());
        assertAllGivenBack();
    }

    @Test
    void whatNobodyWaitsForUsesLessThanAThirdWhateverItsPartsAsk() throws InterruptedException {
        var most = settings.width(Lane.BACKGROUND);
        assertThat(3 * most).isLessThanOrEqualTo(settings.connections());
        // If these were taken from the narrower lane, one would have to wait for the other.
        var taken = Lane.BACKGROUND
                .of(Lane.KEEPING.of(
                        Flux.range(0, most).flatMap(_ -> lanes.create(), most).collectList()))
                .block(Duration.ofSeconds(20));
        assertThat(lanes.held(Lane.BACKGROUND)).isEqualTo(most);
        Flux.fromIterable(taken).concatMap(Connection::close).blockLast(Duration.ofSeconds(20));

        cluster.sandbox.latency(Latency.fixed(Duration.ofMillis(2)));
        var begun = cluster.postJson(
                address, "/backfills", "{\"from\": \"%s\", \"to\": \"%s\"}".formatted(week(30), week(1)));
        assertThat(begun.statusCode()).as(begun.body()).isEqualTo(202);
        var held = new ArrayList<Integer>();
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var caller = 0; caller < 4; caller++) {
                callers.submit(() -> {
                    while (cluster.count("SELECT count(*) FROM week_work WHERE queued") > 0) {
                        cluster.postJson(address, "/background/collect-one-week", "");
                    }
                });
            }
            callers.shutdown();
            while (!callers.awaitTermination(1, TimeUnit.MILLISECONDS)) {
                held.add(lanes.held(Lane.BACKGROUND));
            }
        }

        assertThat(cluster.count("SELECT count(*) FROM weekly_report")).isGreaterThanOrEqualTo(30);
        assertThat(held).anyMatch(some -> some > 0).allMatch(some -> some <= most);
        assertAllGivenBack();
    }

    @Test
    void fetchesThatFailHoldNothing() {
        cluster.sandbox.latency(Latency.between(Duration.ofMillis(1), Duration.ofMillis(40)));
        cluster.sandbox.script("every 2nd totals call: 400/100", "20% of calls seed 3: drop after 100B");

        var asked = weeks(0, 30).stream()
                .map(week -> cluster.ask(address, report(week), "Prefer", "wait=2"))
                .toList();

        assertThat(asked)
                .allSatisfy(answer -> assertThat(answer.join().statusCode()).isIn(200, 202, 502, 503));
        cluster.sandbox.behave();
        assertAllGivenBack();
    }

    @Test
    void aStatementThatIsCancelledLeavesItsConnectionUsable() {
        var database = weekline.context().getBean(R2dbcOperations.class);
        var chance = new Random(1);

        Flux.range(0, 2_000)
                .flatMap(
                        i -> some(database, i)
                                .timeout(Duration.ofNanos(chance.nextInt(6_000_000)))
                                .onErrorComplete(),
                        MOST_AT_ONCE)
                .blockLast(Duration.ofSeconds(60));

        assertAllGivenBack();
    }

    /** One row, many, a change, a transaction; each takes a moment in which it may be cancelled. */
    private static Mono<Long> some(R2dbcOperations database, int kind) {
        return switch (kind % 4) {
            case 0 ->
                Flux.from(database.withConnection(connection -> rows(connection, "SELECT 1 FROM pg_sleep(0.002)")))
                        .count();
            case 1 ->
                Flux.from(database.withConnection(
                                connection -> rows(connection, "SELECT i FROM generate_series(1, 2000) i")))
                        .count();
            case 2 ->
                Flux.from(database.withConnection(connection -> Flux.from(connection
                                        .createStatement(
                                                "UPDATE ad_account SET slug = slug WHERE pg_sleep(0.002) IS NULL")
                                        .execute())
                                .concatMap(Result::getRowsUpdated)))
                        .count();
            default ->
                Flux.from(database.withTransaction(
                                status -> rows(status.getConnection(), "SELECT 1 FROM pg_sleep(0.001)")
                                        .thenMany(rows(status.getConnection(), "SELECT 2 FROM pg_sleep(0.001)"))))
                        .count();
        };
    }

    private static Flux<Integer> rows(Connection connection, String sql) {
        return Flux.from(connection.createStatement(sql).execute())
                .concatMap(result -> result.map((row, _) -> row.get(0, Integer.class)));
    }

    @Test
    void fetchesThatAreCutShortHoldNothing() {
        cluster.sandbox.latency(Latency.between(Duration.ZERO, Duration.ofMillis(30)));
        cluster.sandbox.script("every totals call: 400/100");
        for (var a :
                IntStream.range(0, 4).mapToObj(_ -> cluster.account(address)).toList()) {
            var asked = weeks(0, 60).stream()
                    .map(week -> cluster.ask(address, "/reports/weekly/" + week + "?account=" + a.slug()))
                    .toList();
            assertThat(asked)
                    .allSatisfy(answer -> assertThat(answer.join().statusCode()).isEqualTo(502));
        }
        cluster.sandbox.behave();
        assertAllGivenBack();
    }

    /** Nothing is taken, and every connection answers. */
    private void assertAllGivenBack() {
        await().atMost(Duration.ofSeconds(20)).until(() -> held() == 0);
        assertThat(cluster.count("""
                        SELECT count(*) FROM pg_stat_activity
                        WHERE datname = current_database() AND state LIKE 'idle in transaction%'
                        """)).isZero();
        assertThat(Lane.values())
                .allSatisfy(lane -> assertThat(answersOf(lane))
                        .hasSize(settings.width(lane))
                        .containsOnly(1));
    }

    /** Of every connection of a lane, all of them taken at once. */
    private List<Integer> answersOf(Lane lane) {
        var most = settings.width(lane);
        return lane.of(Flux.usingWhen(
                                Flux.range(0, most)
                                        .flatMap(_ -> lanes.create(), most)
                                        .collectList(),
                                connections -> Flux.fromIterable(connections)
                                        .flatMap(
                                                connection -> rows(connection, "SELECT 1")
                                                        .timeout(Duration.ofSeconds(5))
                                                        .onErrorReturn(0),
                                                most),
                                connections -> Flux.fromIterable(connections)
                                        .flatMap(Connection::close)
                                        .then())
                        .collectList())
                .block(Duration.ofSeconds(30));
    }

    private int held() {
        return Arrays.stream(Lane.values()).mapToInt(lanes::held).sum();
    }

    private String anyPath(Random reader, AtomicInteger missing) {
        var week = weeks(0, 4).get(reader.nextInt(4));
        return switch ((Integer) reader.nextInt(100)) {
            case Integer n when n == 0 -> report(week(missing.getAndIncrement() % 60));
            case Integer n when n < 60 -> report(week);
            case Integer n when n < 75 -> report(week) + "&include=campaigns,daily&rows=" + (1 + reader.nextInt(40));
            case Integer n when n < 90 -> "/reports/weekly/" + week + "/relevance?limit=100&account=" + account.slug();
            case Integer n
            when n < 95 -> "/reports/weekly?from=" + week(10) + "&to=" + week(0) + "&account=" + account.slug();
            default -> "/quota?account=" + account.slug();
        };
    }

    private List<IsoWeek> weeks(int from, int to) {
        return IntStream.range(from, to).mapToObj(this::week).toList();
    }

    private IsoWeek week(int ago) {
        return new IsoWeek(last.monday().minusWeeks(ago));
    }

    private String report(IsoWeek week) {
        return "/reports/weekly/" + week + "?account=" + account.slug();
    }
}
