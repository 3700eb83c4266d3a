package dev.weekline.report;

import dev.weekline.account.AccountId;
import dev.weekline.account.KpiColumns;
import dev.weekline.metric.EventMapping;
import dev.weekline.week.Calm;
import dev.weekline.week.IsoWeek;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Row;
import io.r2dbc.spi.Statement;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The statements on reports and their revisions, each on the connection it is given. */
@Singleton
class ReportRows {

    /** Any change of a row gives it another {@code xmin}. */
    private static final String VERSION = "r.xmin::text || '/' || coalesce(kpi.xmin::text, '')";

    private static final String REPORT = """
            SELECT r.revision, r.source, r.fetched_at, r.data_as_of, r.totals, r.comparison, r.sections, r.absent,
                r.standings, r.calm, r.mapping AS mapped, r.action_types, %s AS version,
                w.attempts, w.last_error::text AS last_error, w.not_before, %s
            FROM weekly_report r LEFT JOIN week_work w
                ON w.account_id = r.account_id AND w.week_start = r.week_start AND NOT w.background
                LEFT JOIN account_kpis kpi ON kpi.account_id = r.account_id
            WHERE r.account_id = $1 AND r.week_start = $2
            """.formatted(VERSION, KpiColumns.ALL);

    Mono<StoredReport> find(Connection connection, ReportKey key) {
        return Mono.from(keyed(connection, REPORT, key).execute())
                .flatMap(result -> Mono.from(result.map((row, _) -> report(row))));
    }

    Mono<Stamp> stamp(Connection connection, ReportKey key) {
        return Mono.from(keyed(connection, """
                        SELECT %s AS version, r.fetched_at
                        FROM weekly_report r LEFT JOIN account_kpis kpi USING (account_id)
                        WHERE account_id = $1 AND week_start = $2
                        """.formatted(VERSION), key).execute())
                .flatMap(result -> Mono.from(result.map((row, _) ->
                        new Stamp(get(row, "version", String.class), get(row, "fetched_at", Instant.class)))));
    }

    /** The totals of the stored weeks of a span, in order. */
    Flux<WeekTotals> span(Connection connection, AccountId account, IsoWeek from, IsoWeek to) {
        return Flux.from(connection
                        .createStatement("""
                        SELECT week_start, revision, source, fetched_at, totals, action_types FROM weekly_report
                        WHERE account_id = $1 AND week_start BETWEEN $2 AND $3 ORDER BY week_start
                        """)
                        .bind("$1", account.value())
                        .bind("$2", from.monday())
                        .bind("$3", to.monday())
                        .execute())
                .concatMap(result -> result.map((row, _) -> new WeekTotals(
                        new IsoWeek(get(row, "week_start", LocalDate.class)),
                        get(row, "revision", Integer.class),
                        get(row, "source", String.class),
                        get(row, "fetched_at", Instant.class),
                        get(row, "totals", String.class),
                        get(row, "action_types", String.class))));
    }

    /** Keeps others from storing the same account's weeks at the same time, until the transaction ends. */
    Mono<Void> lock(Connection connection, AccountId account) {
        return Mono.from(connection
                        .createStatement("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))")
                        .bind("$1", "weekly_report/" + account.value())
                        .execute())
                .flatMap(result -> Mono.from(result.map((_, _) -> true)))
                .then();
    }

    /** What the report points at. */
    Mono<Current> current(Connection connection, ReportKey key) {
        return Mono.from(keyed(connection, """
                SELECT v.revision, v.counts::text AS counts, v.events::text AS events, v.sections::text AS sections,
                    v.omissions::text AS omissions, v.fingerprint, r.fetched_at, r.data_as_of, r.standings, r.calm,
                    r.mapping AS mapped
                FROM weekly_report r JOIN report_revision v USING (account_id, week_start, revision)
                WHERE r.account_id = $1 AND r.week_start = $2
                """, key).execute())
                .flatMap(result -> Mono.from(result.map((row, _) -> new Current(
                        revision(row),
                        get(row, "fingerprint", String.class),
                        get(row, "fetched_at", Instant.class),
                        get(row, "data_as_of", Instant.class),
                        StandingsJson.read(get(row, "standings", String.class)),
                        calm(row),
                        mapping(row)))));
    }

    /** A revision whose rows are still there. */
    Mono<Revision> numbered(Connection connection, ReportKey key, int number) {
        return Mono.from(keyed(connection, """
                SELECT revision, counts::text AS counts, events::text AS events, sections::text AS sections,
                    omissions::text AS omissions
                FROM report_revision
                WHERE account_id = $1 AND week_start = $2 AND revision = $3 AND NOT rows_swept
                """, key).bind("$3", number).execute())
                .flatMap(result -> Mono.from(result.map((row, _) -> revision(row))));
    }

    /** @param changes what it changed against the one before, as JSON text */
    Mono<Long> addRevision(
            Connection connection, ReportKey key, Revision revision, Instant fetchedAt, Optional<String> changes) {
        var statement = keyed(connection, """
                INSERT INTO report_revision
                    (account_id, week_start, revision, fetched_at, counts, events, sections, run_ids, fingerprint,
                    omissions, changes)
                VALUES ($1, $2, $3, $4, $5::jsonb, $6::jsonb, $7::jsonb, $8, $9, $10::jsonb, $11)
                """, key)
                .bind("$3", revision.number())
                .bind("$4", fetchedAt.atOffset(ZoneOffset.UTC))
                .bind("$5", CountsJson.write(revision.counts()))
                .bind("$6", CountsJson.write(revision.events()))
                .bind("$7", SectionsJson.write(revision.sections()))
                .bind(
                        "$8",
                        revision.sections().stream()
                                .map(SectionState::run)
                                .distinct()
                                .toArray(UUID[]::new))
                .bind("$9", revision.fingerprint())
                .bind("$10", OmissionsJson.write(revision.omissions()).toString());
        return updated(bind(statement, "$11", changes));
    }

    Mono<Long> supersede(Connection connection, ReportKey key, int number, Instant when) {
        return updated(keyed(connection, """
                UPDATE report_revision SET superseded_at = $4
                WHERE account_id = $1 AND week_start = $2 AND revision = $3
                """, key).bind("$3", number).bind("$4", when.atOffset(ZoneOffset.UTC)));
    }

    Mono<Long> put(Connection connection, ReportKey key, StoredReport report) {
        var statement = keyed(connection, """
                INSERT INTO weekly_report (account_id, week_start, revision, source, fetched_at, data_as_of,
                    totals, sections, absent, comparison, standings, calm, mapping, action_types)
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
                ON CONFLICT (account_id, week_start) DO UPDATE SET
                    revision = EXCLUDED.revision, source = EXCLUDED.source, fetched_at = EXCLUDED.fetched_at,
                    data_as_of = EXCLUDED.data_as_of, totals = EXCLUDED.totals, sections = EXCLUDED.sections,
                    absent = EXCLUDED.absent, comparison = EXCLUDED.comparison, standings = EXCLUDED.standings,
                    calm = EXCLUDED.calm, mapping = EXCLUDED.mapping, action_types = EXCLUDED.action_types
                """, key)
                .bind("$3", report.revision())
                .bind("$4", report.source())
                .bind("$5", report.fetchedAt().atOffset(ZoneOffset.UTC))
                .bind("$6", report.dataAsOf().atOffset(ZoneOffset.UTC))
                .bind("$7", report.totals())
                .bind("$8", report.sections())
                .bind("$9", report.absent())
                .bind("$11", StandingsJson.write(report.standings()))
                .bind("$12", report.calm().refreshes())
                .bind("$13", report.mapping().toString())
                .bind("$14", report.actionTypes());
        return updated(bind(statement, "$10", report.comparison()));
    }

    Mono<Long> touch(
            Connection connection,
            ReportKey key,
            Instant fetchedAt,
            Instant dataAsOf,
            List<Standing> standings,
            Calm calm,
            EventMapping mapping) {
        return updated(keyed(connection, """
                UPDATE weekly_report SET fetched_at = $3, data_as_of = $4, standings = $5, calm = $6, mapping = $7
                WHERE account_id = $1 AND week_start = $2
                """, key)
                .bind("$3", fetchedAt.atOffset(ZoneOffset.UTC))
                .bind("$4", dataAsOf.atOffset(ZoneOffset.UTC))
                .bind("$5", StandingsJson.write(standings))
                .bind("$6", calm.refreshes())
                .bind("$7", mapping.toString()));
    }

    Mono<Long> compare(Connection connection, ReportKey key, String comparison) {
        return updated(keyed(connection, """
                UPDATE weekly_report SET comparison = $3 WHERE account_id = $1 AND week_start = $2
                """, key).bind("$3", comparison));
    }

    /** Revisions superseded before a moment whose rows are still there, with the runs that only they read. */
    Flux<Superseded> superseded(Connection connection, Instant before, int limit) {
        return Flux.from(connection
                        .createStatement("""
                        SELECT v.account_id, v.week_start, v.revision, ARRAY(
                            SELECT run FROM unnest(v.run_ids) run WHERE NOT EXISTS (
                                SELECT FROM report_revision w
                                WHERE w.account_id = v.account_id AND w.week_start = v.week_start
                                    AND w.revision <> v.revision AND NOT w.rows_swept AND run = ANY (w.run_ids))) AS runs
                        FROM report_revision v
                        WHERE v.superseded_at IS NOT NULL AND NOT v.rows_swept AND v.superseded_at < $1
                        ORDER BY v.superseded_at LIMIT $2
                        """)
                        .bind("$1", before.atOffset(ZoneOffset.UTC))
                        .bind("$2", limit)
                        .execute())
                .concatMap(result -> result.map((row, _) -> new Superseded(
                        new ReportKey(
                                new AccountId(get(row, "account_id", String.class)),
                                new IsoWeek(get(row, "week_start", LocalDate.class))),
                        get(row, "revision", Integer.class),
                        List.of(get(row, "runs", UUID[].class)))));
    }

    /** Notes that the rows of a revision are gone. */
    Mono<Long> swept(Connection connection, Superseded old) {
        return updated(keyed(connection, """
                UPDATE report_revision SET rows_swept = true
                WHERE account_id = $1 AND week_start = $2 AND revision = $3
                """, old.report()).bind("$3", old.revision()));
    }

    /** A revision that a newer one has taken the place of. */
    record Superseded(ReportKey report, int revision, List<UUID> runs) {}

    private static Revision revision(Row row) {
        return new Revision(
                get(row, "revision", Integer.class),
                CountsJson.readCounts(get(row, "counts", String.class)),
                CountsJson.readEvents(get(row, "events", String.class)),
                OmissionsJson.read(get(row, "omissions", String.class)),
                SectionsJson.read(get(row, "sections", String.class)));
    }

    private static StoredReport report(Row row) {
        return new StoredReport(
                get(row, "revision", Integer.class),
                get(row, "source", String.class),
                get(row, "fetched_at", Instant.class),
                get(row, "data_as_of", Instant.class),
                get(row, "totals", String.class),
                Optional.ofNullable(row.get("comparison", String.class)),
                get(row, "sections", String.class),
                get(row, "absent", String.class),
                StandingsJson.read(get(row, "standings", String.class)),
                get(row, "version", String.class),
                setback(row),
                calm(row),
                mapping(row),
                get(row, "action_types", String.class),
                KpiColumns.read(row));
    }

    private static EventMapping mapping(Row row) {
        return EventMapping.parse(get(row, "mapped", String.class));
    }

    private static Calm calm(Row row) {
        return new Calm(get(row, "calm", Integer.class));
    }

    private static Optional<Setback> setback(Row row) {
        var attempts = row.get("attempts", Integer.class);
        var lastError = row.get("last_error", String.class);
        return attempts == null || attempts == 0 || lastError == null
                ? Optional.empty()
                : Optional.of(
                        new Setback(FailureJson.read(lastError), attempts, get(row, "not_before", Instant.class)));
    }

    private static Statement keyed(Connection connection, String sql, ReportKey key) {
        return connection
                .createStatement(sql)
                .bind("$1", key.account().value())
                .bind("$2", key.week().monday());
    }

    private static Statement bind(Statement statement, String name, Optional<String> value) {
        return value.map(text -> statement.bind(name, text)).orElseGet(() -> statement.bindNull(name, String.class));
    }

    private static Mono<Long> updated(Statement statement) {
        return Mono.from(statement.execute()).flatMap(result -> Mono.from(result.getRowsUpdated()));
    }

    private static <T> T get(Row row, String column, Class<T> type) {
        @Nullable T value = row.get(column, type);
        return Objects.requireNonNull(value, column);
    }
}
