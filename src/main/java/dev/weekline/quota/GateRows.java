package dev.weekline.quota;

import dev.weekline.account.AccountId;
import io.r2dbc.spi.Row;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The limits that all replicas know of, in the database. */
@Singleton
final class GateRows {

    private static final String EVERYBODY = "app";

    private final Statements database;

    GateRows(Statements database) {
        this.database = database;
    }

    /** Stores limits; one that opens later already stays. Each may be there once. */
    Mono<Long> put(List<Limit> limits) {
        return database.count(connection -> connection
                .createStatement("""
                        INSERT INTO quota_gate (account_id, gate, reason, opens_at)
                        SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::timestamptz[])
                        ON CONFLICT (account_id, gate) DO UPDATE
                        SET reason = EXCLUDED.reason, opens_at = EXCLUDED.opens_at
                        WHERE quota_gate.opens_at < EXCLUDED.opens_at
                        """)
                .bind(
                        "$1",
                        texts(
                                limits,
                                limit -> limit.account().map(AccountId::value).orElse(EVERYBODY)))
                .bind("$2", texts(limits, limit -> limit.closing().gate().name().toLowerCase(Locale.ROOT)))
                .bind("$3", texts(limits, limit -> limit.closing().reason()))
                .bind(
                        "$4",
                        limits.stream()
                                .map(limit -> limit.closing().opens().atOffset(ZoneOffset.UTC))
                                .toArray(OffsetDateTime[]::new)));
    }

    /** The limits that open after that moment. */
    Flux<Limit> opening(Instant after) {
        return database.list(
                connection -> connection
                        .createStatement(
                                "SELECT account_id, gate, reason, opens_at FROM quota_gate WHERE opens_at > $1")
                        .bind("$1", after.atOffset(ZoneOffset.UTC)),
                GateRows::limit);
    }

    /** Removes the limits that had opened by then. */
    Mono<Long> remove(Instant before) {
        return database.count(connection -> connection
                .createStatement("DELETE FROM quota_gate WHERE opens_at < $1")
                .bind("$1", before.atOffset(ZoneOffset.UTC)));
    }

    private static Limit limit(Row row) {
        var account = get(row, "account_id", String.class);
        return new Limit(
                account.equals(EVERYBODY) ? Optional.empty() : Optional.of(new AccountId(account)),
                new Closing(
                        Gate.valueOf(get(row, "gate", String.class).toUpperCase(Locale.ROOT)),
                        get(row, "reason", String.class),
                        get(row, "opens_at", Instant.class)));
    }

    private static String[] texts(List<Limit> limits, Function<Limit, String> text) {
        return limits.stream().map(text).toArray(String[]::new);
    }

    private static <T> T get(Row row, String column, Class<T> type) {
        @Nullable T value = row.get(column, type);
        return Objects.requireNonNull(value, column);
    }
}
