package dev.weekline.work;

import dev.weekline.account.AccountId;
import dev.weekline.boot.TestDatabase;
import dev.weekline.boot.Weekline;
import dev.weekline.sandbox.SandboxSettings;
import dev.weekline.week.IsoWeek;
import io.micronaut.data.r2dbc.operations.R2dbcOperations;
import io.r2dbc.spi.Connection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A service with connections of its own to a database that a test may share among several. */
final class WorkRig implements AutoCloseable {

    static final String KEY = "a-test-key-of-more-than-24-characters";
    static final AccountId BELMONTE = new AccountId("act_1203300000000017");
    static final AccountId LUMEN = new AccountId("act_1203300000000018");
    static final IsoWeek WEEK = IsoWeek.parse("2025-W39");
    static final LeaseSettings SETTINGS = new LeaseSettings(Duration.ofSeconds(30));

    private static final Instant NOW = Instant.parse("2025-09-29T08:00:00Z");

    private final TestDatabase.Fresh database;
    private final Weekline weekline;

    WorkRig(TestDatabase.Fresh database) {
        this(database, Map.of());
    }

    WorkRig(TestDatabase.Fresh database, Map<String, String> more) {
        var settings = new HashMap<>(Map.of(
                "WEEKLINE_DATABASE_URL", database.url(),
                "WEEKLINE_ADMIN_KEY", KEY,
                "WEEKLINE_ENCRYPTION_KEY", "c2l4dGVlbiBieXRlcyBhbmQgdGhlbiBzaXh0ZWVuISE=",
                "WEEKLINE_META_MODE", "live",
                "WEEKLINE_META_BASE_URL", "http://localhost:1",
                "WEEKLINE_BACKGROUND", "false",
                // What a test queues is the test's to claim.
                "WEEKLINE_FETCH_LOOK_EVERY", "1h",
                "MICRONAUT_SERVER_PORT", "0"));
        settings.putAll(more);
        this.database = database;
        this.weekline = Weekline.start(settings, Clock.fixed(NOW, ZoneOffset.UTC), SandboxSettings.defaults(), _ -> {});
    }

    Weekline weekline() {
        return weekline;
    }

    <T> T bean(Class<T> type) {
        return weekline.context().getBean(type);
    }

    /** Leases of another process, on the connections of this one. */
    Leases another() {
        return new Leases(bean(Statements.class), SETTINGS);
    }

    WorkQueue queueOf(Leases leases) {
        return new WorkQueue(bean(Statements.class), leases, SETTINGS);
    }

    <T> Mono<T> inTransaction(Function<Connection, Mono<T>> work) {
        return Flux.<T>from(bean(R2dbcOperations.class).withTransaction(status -> work.apply(status.getConnection())))
                .singleOrEmpty();
    }

    /** What the other side says, which it must. */
    static <T> T told(Mono<T> answer) {
        return Objects.requireNonNull(answer.block(Duration.ofSeconds(30)));
    }

    /** Lets the time of the database pass for all leases and pauses. */
    void pass(Duration duration) {
        execute("""
                UPDATE week_work SET lease_until = lease_until - interval '%1$d s',
                    not_before = not_before - interval '%1$d s', created_at = created_at - interval '%1$d s'
                """.formatted(duration.toSeconds()));
    }

    /** One column of a question to the database, as text. */
    List<String> query(String sql) {
        return database.query(sql);
    }

    void execute(String sql) {
        database.execute(sql);
    }

    @Override
    public void close() {
        weekline.close();
    }
}
