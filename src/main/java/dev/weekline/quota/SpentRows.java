package dev.weekline.quota;

import dev.weekline.account.AccountId;
import dev.weekline.account.Sight;
import io.r2dbc.spi.Row;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What all replicas have spent, in the database. */
@Singleton
final class SpentRows {

    private final Statements database;

    SpentRows(Statements database) {
        this.database = database;
    }

    /** Units and calls of a day that had the same cause and section. */
    record Share(String cause, String section, long units, long calls) {}

    /** Stores what a replica has spent so far in each minute; to store it twice, or too late, adds nothing. */
    Mono<Long> put(UUID replica, List<SpentRow> rows) {
        return database.count(connection -> connection
                .createStatement("""
                        INSERT INTO quota_spent (replica, minute, account_id, cause, section, work, units, calls)
                        SELECT $1, spent.* FROM unnest($2::timestamptz[], $3::text[], $4::text[], $5::text[],
                            $6::text[], $7::bigint[], $8::bigint[]) AS spent
                        ON CONFLICT (minute, account_id, replica, cause, section, work) DO UPDATE
                        SET units = EXCLUDED.units, calls = EXCLUDED.calls
                        WHERE quota_spent.calls < EXCLUDED.calls
                        """)
                .bind("$1", replica)
                .bind(
                        "$2",
                        rows.stream()
                                .map(row -> row.on().minute().atOffset(ZoneOffset.UTC))
                                .toArray(OffsetDateTime[]::new))
                .bind("$3", texts(rows, on -> on.account().value()))
                .bind("$4", texts(rows, on -> on.purpose().cause()))
                .bind("$5", texts(rows, SpentOn::section))
                .bind("$6", texts(rows, on -> on.purpose().work().name().toLowerCase(Locale.ROOT)))
                .bind("$7", rows.stream().map(SpentRow::units).toArray(Long[]::new))
                .bind("$8", rows.stream().map(SpentRow::calls).toArray(Long[]::new)));
    }

    /** Units of each account that other replicas have spent in minutes that began then or later. */
    Mono<Map<AccountId, Long>> ofOthers(UUID replica, Instant since) {
        return database.list(
                        connection -> connection
                                .createStatement("""
                                        SELECT account_id, sum(units)::bigint AS units FROM quota_spent
                                        WHERE minute >= $1 AND replica <> $2 GROUP BY account_id
                                        """)
                                .bind("$1", since.atOffset(ZoneOffset.UTC))
                                .bind("$2", replica),
                        row -> Map.entry(
                                new AccountId(get(row, "account_id", String.class)), get(row, "units", Long.class)))
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    /** What all replicas have spent on accounts in sight in minutes that began then or later, the most first. */
    Flux<Share> shares(Instant since, Sight sight) {
        return database.list(
                connection -> {
                    var statement = connection.createStatement("""
                                    SELECT cause, section, sum(units)::bigint AS units, sum(calls)::bigint AS calls
                                    FROM quota_spent
                                    WHERE minute >= $1 AND ($2::text[] IS NULL OR account_id = ANY($2))
                                    GROUP BY cause, section ORDER BY units DESC, cause, section
                                    """).bind("$1", since.atOffset(ZoneOffset.UTC));
                    return sight.only()
                            .map(only -> statement.bind(
                                    "$2", only.stream().map(AccountId::value).toArray(String[]::new)))
                            .orElseGet(() -> statement.bindNull("$2", String[].class));
                },
                row -> new Share(
                        get(row, "cause", String.class),
                        get(row, "section", String.class),
                        get(row, "units", Long.class),
                        get(row, "calls", Long.class)));
    }

    /** Removes what was spent in minutes that began before. */
    Mono<Long> remove(Instant before) {
        return database.count(connection -> connection
                .createStatement("DELETE FROM quota_spent WHERE minute < $1")
                .bind("$1", before.atOffset(ZoneOffset.UTC)));
    }

    private static String[] texts(List<SpentRow> rows, Function<SpentOn, String> text) {
        return rows.stream().map(row -> text.apply(row.on())).toArray(String[]::new);
    }

    private static <T> T get(Row row, String column, Class<T> type) {
        @Nullable T value = row.get(column, type);
        return Objects.requireNonNull(value, column);
    }
}
