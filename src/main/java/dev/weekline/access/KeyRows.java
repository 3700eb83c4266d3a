package dev.weekline.access;

import dev.weekline.account.AccountId;
import dev.weekline.trail.Trail;
import io.micronaut.data.r2dbc.operations.R2dbcOperations;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Result;
import io.r2dbc.spi.Row;
import io.r2dbc.spi.Statement;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The table of keys. */
@Singleton
class KeyRows {

    private static final String COLUMNS =
            "key_id, name, ending, scope, accounts, made_by, made_at, expires_at, last_used_at, revoked_at";

    private final R2dbcOperations database;

    KeyRows(R2dbcOperations database) {
        this.database = database;
    }

    /** The key of that digest, whether it still opens anything or not; empty if there never was one. */
    Mono<ApiKey> find(KeyDigest digest) {
        return query(
                        connection -> connection
                                .createStatement("SELECT " + COLUMNS + " FROM api_key WHERE digest = $1")
                                .bind("$1", digest.bytes()),
                        KeyRows::key)
                .singleOrEmpty();
    }

    /** The same by its id. */
    Mono<ApiKey> findById(String id) {
        return query(
                        connection -> connection
                                .createStatement("SELECT " + COLUMNS + " FROM api_key WHERE key_id = $1")
                                .bind("$1", id),
                        KeyRows::key)
                .singleOrEmpty();
    }

    /** Those of these keys that have not been revoked, by their ids. */
    Mono<Set<String>> notRevoked(Collection<String> ids) {
        return query(
                        connection -> connection
                                .createStatement(
                                        "SELECT key_id FROM api_key WHERE key_id = ANY($1) AND revoked_at IS NULL")
                                .bind("$1", ids.toArray(String[]::new)),
                        row -> required(row.get("key_id", String.class)))
                .collect(Collectors.toSet());
    }

    /** Writes down when keys were used last. */
    Mono<Long> used(Map<String, Instant> times) {
        var ids = times.keySet().toArray(String[]::new);
        var moments = Arrays.stream(ids)
                .map(id -> at(Objects.requireNonNull(times.get(id))))
                .toArray(OffsetDateTime[]::new);
        return Trail.from(database.withConnection(connection ->
                        changed(connection.createStatement("""
                                UPDATE api_key SET last_used_at = greatest(last_used_at, used.at)
                                FROM unnest($1::text[], $2::timestamptz[]) AS used (id, at) WHERE key_id = used.id
                                """).bind("$1", ids).bind("$2", moments))))
                .single();
    }

    /** Keys in the order in which they were made, the newest first, from the one after {@code after} on. */
    Flux<ApiKey> list(Optional<String> after, int limit) {
        return query(
                connection -> bind(
                                connection.createStatement("SELECT " + COLUMNS + """
                                         FROM api_key WHERE $1::text IS NULL OR key_id < $1
                                        ORDER BY key_id DESC LIMIT $2
                                        """),
                                "$1",
                                after.orElse(null),
                                String.class)
                        .bind("$2", limit),
                KeyRows::key);
    }

    /** Adds a key, in the caller's transaction. */
    static Mono<Long> add(Connection connection, ApiKey key, KeyDigest digest) {
        var statement = connection
                .createStatement("""
                        INSERT INTO api_key (key_id, digest, name, ending, scope, accounts, made_by, made_at,
                            expires_at)
                        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
                        """)
                .bind("$1", key.id())
                .bind("$2", digest.bytes())
                .bind("$3", key.name())
                .bind("$4", key.ending())
                .bind("$5", key.scope().word())
                .bind("$7", key.madeBy())
                .bind("$8", at(key.madeAt()));
        bind(
                statement,
                "$6",
                key.accounts()
                        .map(ids -> ids.stream().map(AccountId::value).sorted().toArray(String[]::new))
                        .orElse(null),
                String[].class);
        return changed(bind(statement, "$9", key.expiresAt().map(KeyRows::at).orElse(null), OffsetDateTime.class));
    }

    /** Revokes a key, in the caller's transaction; empty where it was revoked before or never was. */
    static Mono<ApiKey> revoke(Connection connection, String id, Instant now) {
        return rows(
                        connection
                                .createStatement("UPDATE api_key SET revoked_at = $2"
                                        + " WHERE key_id = $1 AND revoked_at IS NULL RETURNING " + COLUMNS)
                                .bind("$1", id)
                                .bind("$2", at(now)),
                        KeyRows::key)
                .singleOrEmpty();
    }

    /** Whether there is or was such a key. */
    static Mono<Boolean> exists(Connection connection, String id) {
        return rows(
                        connection
                                .createStatement("SELECT EXISTS (SELECT FROM api_key WHERE key_id = $1) AS found")
                                .bind("$1", id),
                        row -> required(row.get("found", Boolean.class)))
                .single();
    }

    private <T> Flux<T> query(Function<Connection, Statement> statement, Function<Row, T> read) {
        return Flux.defer(() -> database.withConnection(connection -> rows(statement.apply(connection), read)));
    }

    private static <T> Flux<T> rows(Statement statement, Function<Row, T> read) {
        return Flux.from(statement.execute()).concatMap(result -> result.map((row, _) -> read.apply(row)));
    }

    private static Mono<Long> changed(Statement statement) {
        return Flux.from(statement.execute()).concatMap(Result::getRowsUpdated).reduce(0L, Long::sum);
    }

    private static ApiKey key(Row row) {
        return new ApiKey(
                required(row.get("key_id", String.class)),
                required(row.get("name", String.class)),
                required(row.get("ending", String.class)),
                Scope.named(required(row.get("scope", String.class))).orElseThrow(),
                Optional.ofNullable(row.get("accounts", String[].class)).map(KeyRows::accounts),
                required(row.get("made_by", String.class)),
                moment(row.get("made_at", OffsetDateTime.class)).orElseThrow(),
                moment(row.get("expires_at", OffsetDateTime.class)),
                moment(row.get("last_used_at", OffsetDateTime.class)),
                moment(row.get("revoked_at", OffsetDateTime.class)));
    }

    private static Set<AccountId> accounts(String[] ids) {
        return Arrays.stream(ids).map(AccountId::new).collect(Collectors.toSet());
    }

    private static Optional<Instant> moment(@Nullable OffsetDateTime moment) {
        return Optional.ofNullable(moment).map(OffsetDateTime::toInstant);
    }

    private static OffsetDateTime at(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }

    private static <T> T required(@Nullable T value) {
        return Objects.requireNonNull(value);
    }

    private static <T> Statement bind(Statement statement, String name, @Nullable T value, Class<T> type) {
        return value == null ? statement.bindNull(name, type) : statement.bind(name, value);
    }
}
