package dev.weekline.account;

import dev.weekline.boot.TestDatabase;
import dev.weekline.boot.Weekline;
import dev.weekline.sandbox.SandboxSettings;
import io.micronaut.context.ApplicationContext;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import reactor.core.publisher.Mono;

/** A service on a database of its own, with nobody where Meta should be. */
final class AccountRig implements AutoCloseable {

    static final String OLD_KEY = "c2l4dGVlbiBieXRlcyBhbmQgdGhlbiBzaXh0ZWVuISE=";

    private final TestDatabase.Fresh database;
    private final Weekline weekline;

    AccountRig() {
        this(TestDatabase.fresh(), Clock.systemUTC(), Map.of());
    }

    AccountRig(TestDatabase.Fresh database, Clock clock, Map<String, String> more) {
        var settings = new HashMap<>(Map.of(
                "WEEKLINE_DATABASE_URL", database.url(),
                "WEEKLINE_ADMIN_KEY", "a-test-key-of-more-than-24-characters",
                "WEEKLINE_ENCRYPTION_KEY", OLD_KEY,
                "WEEKLINE_META_MODE", "live",
                "WEEKLINE_META_BASE_URL", "http://localhost:1",
                "MICRONAUT_SERVER_PORT", "0"));
        settings.putAll(more);
        this.database = database;
        this.weekline = Weekline.start(settings, clock, SandboxSettings.defaults(), _ -> {});
    }

    ApplicationContext context() {
        return weekline.context();
    }

    <T> T bean(Class<T> type) {
        return context().getBean(type);
    }

    /** What the other side says, which it must. */
    static <T> T told(Mono<T> answer) {
        return Objects.requireNonNull(answer.block(Duration.ofSeconds(30)));
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
        database.close();
    }
}
