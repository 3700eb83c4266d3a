package dev.weekline.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Row;
import io.r2dbc.spi.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The statements of {@link ChangeLog}. */
final class EntryRows {

    private static final ObjectMapper JSON = new ObjectMapper();

    private EntryRows() {}

    static Statement insert(Connection connection, Actor actor, Change change, Instant now) {
        var statement = connection
                .createStatement("""
                        INSERT INTO audit_entry (changed_at, who, what, account_id, before, after, request_id)
                        VALUES ($1, $2, $3, $4, $5::text::jsonb, $6::text::jsonb, $7)
                        """)
                .bind("$1", now.atOffset(ZoneOffset.UTC))
                .bind("$2", actor.who())
                .bind("$3", change.what());
        bind(statement, "$4", change.account(), String.class);
        bind(statement, "$5", json(change.before()), String.class);
        bind(statement, "$6", json(change.after()), String.class);
        return bind(statement, "$7", actor.requestId(), String.class);
    }

    static Statement select(Connection connection, Wanted wanted) {
        var statement = connection.createStatement("""
                SELECT entry_id, changed_at, who, what, account_id, before::text AS before, after::text AS after,
                    request_id
                FROM audit_entry
                WHERE ($1::text IS NULL OR account_id = $1)
                    AND ($2::text IS NULL OR who = $2)
                    AND ($3::timestamptz IS NULL OR changed_at >= $3)
                    AND ($4::timestamptz IS NULL OR changed_at < $4)
                    AND ($5::bigint IS NULL OR entry_id < $5)
                ORDER BY entry_id DESC LIMIT $6
                """);
        bind(statement, "$1", wanted.account(), String.class);
        bind(statement, "$2", wanted.who(), String.class);
        bind(statement, "$3", wanted.from().map(EntryRows::at), OffsetDateTime.class);
        bind(statement, "$4", wanted.until().map(EntryRows::at), OffsetDateTime.class);
        return bind(statement, "$5", wanted.before(), Long.class).bind("$6", wanted.limit());
    }

    static Entry entry(Row row) {
        return new Entry(
                required(row.get("entry_id", Long.class)),
                required(row.get("changed_at", OffsetDateTime.class)).toInstant(),
                required(row.get("who", String.class)),
                required(row.get("what", String.class)),
                text(row, "account_id"),
                text(row, "before"),
                text(row, "after"),
                text(row, "request_id"));
    }

    private static Optional<String> json(Map<String, Object> facts) {
        if (facts.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(JSON.writeValueAsString(facts));
        } catch (JsonProcessingException unfit) {
            throw new IllegalArgumentException("A change holds something that is no JSON", unfit);
        }
    }

    private static OffsetDateTime at(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }

    private static Optional<String> text(Row row, String column) {
        return Optional.ofNullable(row.get(column, String.class));
    }

    private static <T> T required(@Nullable T value) {
        return Objects.requireNonNull(value);
    }

    private static <T> Statement bind(Statement statement, String name, Optional<T> value, Class<T> type) {
        return value.isPresent() ? statement.bind(name, value.get()) : statement.bindNull(name, type);
    }
}
