package dev.weekline.backfill;

import dev.weekline.account.AccountId;
import dev.weekline.account.Sight;
import dev.weekline.database.Lane;
import dev.weekline.database.LaneStatements;
import dev.weekline.meta.Section;
import dev.weekline.week.IsoWeek;
import io.micronaut.data.r2dbc.operations.R2dbcOperations;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Row;
import io.r2dbc.spi.Statement;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The statements on backfills. Which weeks one needs is decided as planning does, by {@link WeekNeeds}. */
@Singleton
class BackfillRows extends LaneStatements {

    /** As if it had been planned so long ago: all of a year comes before what is planned now. */
    private static final Duration AHEAD = Duration.ofDays(10);

    private static final String ASKED_ACCOUNTS = """
            spends AS MATERIALIZED (
                SELECT a.account_id, a.time_zone, coalesce(w.spend, 0) AS spend
                FROM ad_account a LEFT JOIN account_work w USING (account_id)
                WHERE a.deleted_at IS NULL AND ($6::text[] IS NULL OR a.account_id = ANY ($6::text[]))
            )""";

    private static final String NEEDED = """
            WITH %s, %s, %s, neighbours AS (
                SELECT account_id, need = 'missing' AS whole,
                    week_start - 7 * row_number() OVER (PARTITION BY account_id, need = 'missing' ORDER BY week_start)::integer
                        AS together
                FROM needs WHERE need IS NOT NULL
            ), runs AS (
                SELECT whole, count(*)::integer AS weeks FROM neighbours GROUP BY account_id, whole, together
            )
            SELECT whole, weeks, count(*)::integer AS times FROM runs GROUP BY whole, weeks
            """;

    private static final String BEGIN = """
            WITH %s, %s, %s, wanted AS MATERIALIZED (
                SELECT account_id, week_start, need, %s - interval '%d hours' AS turn FROM needs WHERE need IS NOT NULL
            ), begun AS (
                INSERT INTO backfill (backfill_id, asked, accounts, sections, from_week, to_week, weeks, units, created_at)
                SELECT $8, $9, $6::text[], $7::text[], $10, $11, (SELECT count(*) FROM wanted), $12, $1
                ON CONFLICT (asked) WHERE finished_at IS NULL DO NOTHING
                RETURNING *
            ), listed AS (
                INSERT INTO backfill_week (account_id, week_start, backfill_id)
                SELECT account_id, week_start, backfill_id FROM wanted, begun
            ), seen AS (
                INSERT INTO account_work (account_id, spend) SELECT account_id, spend FROM spends, begun
                ON CONFLICT DO NOTHING
            ), queued AS (
                INSERT INTO week_work AS known (account_id, week_start, cause, queued, background, turn, sections)
                SELECT account_id, week_start, CASE need WHEN 'missing' THEN 'backfill' ELSE 'upkeep' END, true, true, turn,
                    $7::text[]
                FROM wanted, begun
                ON CONFLICT (account_id, week_start) DO UPDATE SET queued = true, background = true,
                    turn = least(known.turn, EXCLUDED.turn), updated_at = now(), dead_at = NULL,
                    sections = CASE WHEN NOT known.queued THEN EXCLUDED.sections
                        -- Whoever wants all of it is not to have less.
                        WHEN known.sections IS NOT NULL AND EXCLUDED.sections IS NOT NULL
                            THEN known.sections || EXCLUDED.sections END,
                    attempts = CASE WHEN known.dead_at IS NULL THEN known.attempts ELSE 0 END,
                    not_before = CASE WHEN known.dead_at IS NULL THEN known.not_before ELSE 'epoch' END
                -- A reader's week is done sooner than any of these.
                WHERE NOT known.queued OR known.background
            )
            SELECT * FROM begun
            """;

    private static final String COLUMNS =
            "b.backfill_id, b.accounts, b.sections, b.from_week, b.to_week, b.weeks, b.units, b.stored, b.failed, b.created_at";

    private final String needed;
    private final String begin;

    BackfillRows(R2dbcOperations database, WeekNeeds needs) {
        super(database, Lane.READING);
        this.needed = NEEDED.formatted(WeekNeeds.WEEKS, ASKED_ACCOUNTS, needs.needs("$7"));
        this.begin = BEGIN.formatted(WeekNeeds.WEEKS, ASKED_ACCOUNTS, needs.needs("$7"), needs.turn(), AHEAD.toHours());
    }

    /**
     * Weeks that lie side by side and need work.
     *
     * @param whole whether they are missing; otherwise they are only refreshed
     * @param times how many such runs there are
     */
    record Neighbours(boolean whole, int weeks, int times) {

        static Neighbours of(Row row) {
            return new Neighbours(
                    required(row, "whole", Boolean.class),
                    required(row, "weeks", Integer.class),
                    required(row, "times", Integer.class));
        }
    }

    /** How far a backfill is. */
    record Standing(Backfill backfill, int left, int dead, Optional<String> current) {}

    /** What a backfill would have to do. */
    Mono<List<Neighbours>> needed(BackfillOrder order, Boundaries within, Instant now) {
        return list(connection -> asking(connection, needed, order, within, now), Neighbours::of)
                .collectList();
    }

    /**
     * Begins a backfill and queues its weeks; empty where the same is under way.
     *
     * @param units what it is expected to cost
     */
    Mono<Backfill> begin(Connection own, UUID id, BackfillOrder order, int units, Boundaries within, Instant now) {
        return find(
                own,
                connection -> asking(connection, begin, order, within, now)
                        .bind("$8", id)
                        .bind("$9", order.asked())
                        .bind("$10", order.from().monday())
                        .bind("$11", order.to().monday())
                        .bind("$12", units),
                BackfillRows::backfill);
    }

    private static Statement asking(
            Connection connection, String sql, BackfillOrder order, Boundaries within, Instant now) {
        var statement = connection
                .createStatement(sql)
                .bind("$1", now.atOffset(ZoneOffset.UTC))
                .bind("$2", within.zones())
                .bind("$3", within.mondays())
                .bind("$4", within.ends())
                .bind("$5", within.backs());
        bind(
                statement,
                "$6",
                order.accounts().map(ids -> ids.stream().map(AccountId::value).toList()));
        bind(statement, "$7", order.some());
        return statement;
    }

    private static void bind(Statement statement, String parameter, Optional<List<String>> texts) {
        texts.ifPresentOrElse(
                given -> statement.bind(parameter, given.toArray(String[]::new)),
                () -> statement.bindNull(parameter, String[].class));
    }

    /** The one under way that was asked for in the same words. */
    Mono<Backfill> underWay(BackfillOrder order) {
        return find(
                connection -> connection
                        .createStatement(
                                "SELECT " + COLUMNS + " FROM backfill b WHERE asked = $1 AND finished_at IS NULL")
                        .bind("$1", order.asked()),
                BackfillRows::backfill);
    }

    Mono<Backfill> find(UUID id) {
        return find(
                connection -> connection
                        .createStatement("SELECT " + COLUMNS + " FROM backfill b WHERE backfill_id = $1")
                        .bind("$1", id),
                BackfillRows::backfill);
    }

    /** The newest of those that somebody with that sight may know of. */
    Flux<Backfill> newest(int limit, Sight sight) {
        return list(
                connection -> {
                    var statement = connection
                            .createStatement("SELECT " + COLUMNS + """
                                     FROM backfill b WHERE $2::text[] IS NULL OR b.accounts <@ $2
                                    ORDER BY created_at DESC LIMIT $1
                                    """)
                            .bind("$1", limit);
                    return sight.only()
                            .map(only -> statement.bind(
                                    "$2", only.stream().map(AccountId::value).toArray(String[]::new)))
                            .orElseGet(() -> statement.bindNull("$2", String[].class));
                },
                BackfillRows::backfill);
    }

    /** How far those are that are under way: a week that is queued no more is done. */
    Flux<Standing> standings() {
        return list(connection -> connection.createStatement("""
                        SELECT %s, count(w.account_id)::integer AS still, count(w.dead_at)::integer AS dead,
                            min(w.account_id || ' ' || to_char(w.week_start, 'IYYY-"W"IW'))
                                FILTER (WHERE w.lease_until > now()) AS current
                        FROM backfill b LEFT JOIN backfill_week l USING (backfill_id)
                        LEFT JOIN week_work w ON w.account_id = l.account_id AND w.week_start = l.week_start AND w.queued
                        WHERE b.finished_at IS NULL GROUP BY b.backfill_id
                        """.formatted(COLUMNS)), row -> {
            var dead = required(row, "dead", Integer.class);
            return new Standing(
                    backfill(row),
                    required(row, "still", Integer.class) - dead,
                    dead,
                    Optional.ofNullable(row.get("current", String.class)));
        });
    }

    Mono<Long> note(Standing standing) {
        return count(connection -> connection
                .createStatement("UPDATE backfill SET stored = $2, failed = $3 WHERE backfill_id = $1"
                        + " AND finished_at IS NULL AND (stored, failed) <> ($2, $3)")
                .bind("$1", standing.backfill().id())
                .bind("$2", standing.backfill().weeks() - standing.left() - standing.dead())
                .bind("$3", standing.dead()));
    }

    Mono<Long> finish(UUID id, Instant now) {
        return count(connection -> finishing(connection, id, now));
    }

    /** The same in the caller's transaction. */
    Mono<Long> finish(Connection own, UUID id, Instant now) {
        return count(own, connection -> finishing(connection, id, now));
    }

    private static Statement finishing(Connection connection, UUID id, Instant now) {
        return connection
                .createStatement("UPDATE backfill SET finished_at = $2 WHERE backfill_id = $1 AND finished_at IS NULL")
                .bind("$1", id)
                .bind("$2", now.atOffset(ZoneOffset.UTC));
    }

    /** Takes out of the queue what nobody works on and no other backfill waits for. */
    Mono<Long> withdraw(Connection own, UUID id) {
        return count(own, connection -> connection.createStatement("""
                        DELETE FROM week_work w USING backfill_week l
                        WHERE l.backfill_id = $1 AND w.account_id = l.account_id AND w.week_start = l.week_start
                            AND w.background AND w.lease_holder IS NULL AND NOT EXISTS (
                                SELECT FROM backfill_week o JOIN backfill b USING (backfill_id)
                                WHERE o.account_id = l.account_id AND o.week_start = l.week_start
                                    AND b.backfill_id <> $1 AND b.finished_at IS NULL)
                        """).bind("$1", id));
    }

    /** Queues its dead weeks anew, to be worked on at once. */
    Mono<Long> requeue(Connection own, UUID id) {
        return count(own, connection -> connection.createStatement("""
                        UPDATE week_work w SET dead_at = NULL, attempts = 0, not_before = 'epoch', last_error = NULL,
                            updated_at = now()
                        FROM backfill_week l
                        WHERE l.backfill_id = $1 AND w.account_id = l.account_id AND w.week_start = l.week_start
                            AND w.dead_at IS NOT NULL
                        """).bind("$1", id));
    }

    /** Removes some that were over long ago, and tells how many. */
    Mono<Long> remove(Instant before, int limit) {
        return count(connection -> connection
                .createStatement("""
                        DELETE FROM backfill WHERE backfill_id IN (
                            SELECT backfill_id FROM backfill WHERE finished_at < $1 ORDER BY finished_at LIMIT $2)
                        """)
                .bind("$1", before.atOffset(ZoneOffset.UTC))
                .bind("$2", limit));
    }

    private static Backfill backfill(Row row) {
        return new Backfill(
                required(row, "backfill_id", UUID.class),
                new BackfillOrder(
                        Optional.ofNullable(row.get("accounts", String[].class))
                                .map(ids ->
                                        Arrays.stream(ids).map(AccountId::new).toList()),
                        new IsoWeek(required(row, "from_week", LocalDate.class)),
                        new IsoWeek(required(row, "to_week", LocalDate.class)),
                        sections(row)),
                required(row, "weeks", Integer.class),
                required(row, "units", Integer.class),
                required(row, "stored", Integer.class),
                required(row, "failed", Integer.class),
                required(row, "created_at", OffsetDateTime.class).toInstant());
    }

    private static Set<Section> sections(Row row) {
        return Optional.ofNullable(row.get("sections", String[].class)).stream()
                .flatMap(Arrays::stream)
                .map(word -> Section.named(word).orElseThrow())
                .collect(Collectors.toSet());
    }

    private static <T> T required(Row row, String column, Class<T> type) {
        @Nullable T value = row.get(column, type);
        return Objects.requireNonNull(value, column);
    }
}
