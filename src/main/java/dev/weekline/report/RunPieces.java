package dev.weekline.report;

import dev.weekline.meta.Recipe;
import dev.weekline.meta.Recipes;
import dev.weekline.meta.Section;
import dev.weekline.run.Run;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Row;
import io.r2dbc.spi.Statement;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The statements on what runs have brought, piece by piece, each on the connection it is given. */
@Singleton
class RunPieces {

    private static final String TOTALS = Recipes.TOTALS.name();

    /** Writes down that everything of a piece is there; a run that is over brings nothing any more. */
    Mono<Long> add(Connection connection, Run run, Brought brought) {
        return switch (brought) {
            case Brought.Totals totals ->
                insert(
                        connection,
                        run,
                        Recipes.TOTALS,
                        OmissionsJson.write(totals.omissions()).toString(),
                        CountsJson.write(totals.counts()));
            case Brought.Rows rows ->
                insert(
                        connection,
                        run,
                        rows.section().recipe(),
                        OmissionsJson.write(rows.omissions()).toString(),
                        null);
            case Brought.Failed _, Brought.Missed _ -> Mono.just(0L);
        };
    }

    /**
     * What runs that came to nothing brought of the week of a run, the newest of each piece, asked by the recipes of
     * today and for the action types that the account wants now.
     *
     * @param since a run that began earlier is too old
     */
    Mono<Pieces> adoptable(Connection connection, ReportKey key, Instant since) {
        return Flux.from(connection
                        .createStatement("""
                        SELECT DISTINCT ON (p.piece) p.piece, p.recipe, p.run_id, r.started_at,
                            p.counts::text AS counts, p.omissions::text AS omissions
                        FROM run_piece p JOIN fetch_run r USING (account_id, run_id)
                        WHERE p.account_id = $1 AND p.week_start = $2 AND r.started_at >= $3
                            AND r.outcome IN ('failed', 'abandoned') AND NOT r.rows_swept
                            AND NOT EXISTS (SELECT FROM account_kpis k
                                WHERE k.account_id = $1 AND k.changed_at >= r.started_at)
                        ORDER BY p.piece, r.started_at DESC
                        """)
                        .bind("$1", key.account().value())
                        .bind("$2", key.week().monday())
                        .bind("$3", since.atOffset(ZoneOffset.UTC))
                        .execute())
                .concatMap(result -> result.map((row, _) -> brought(row)))
                .concatMap(Mono::justOrEmpty)
                .collectList()
                .map(Pieces::of);
    }

    /** Keeps the rows of some pieces of a run that came to nothing, and removes its others. */
    Mono<Void> adopt(Connection connection, ReportKey key, UUID run, List<Section> sections) {
        var names = sections.stream().map(Section::word).toArray(String[]::new);
        return updated(keyed(connection, """
                        DELETE FROM insight_row
                        WHERE account_id = $1 AND week_start = $2 AND run_id = $3 AND section <> ALL ($4)
                        """, key, run).bind("$4", names))
                .then(Mono.defer(() -> updated(keyed(connection, """
                        DELETE FROM insight_part WHERE account_id = $1 AND week_start = $2 AND run_id = $3
                        """, key, run))))
                .then(Mono.defer(() -> remove(connection, key, run)))
                .then();
    }

    /** Forgets what a run brought. */
    Mono<Long> remove(Connection connection, ReportKey key, UUID run) {
        return updated(keyed(connection, """
                        DELETE FROM run_piece WHERE account_id = $1 AND week_start = $2 AND run_id = $3
                        """, key, run));
    }

    private static Mono<Long> insert(
            Connection connection, Run run, Recipe recipe, String omissions, @Nullable String counts) {
        var statement = connection
                .createStatement("""
                        INSERT INTO run_piece (account_id, week_start, run_id, piece, recipe, omissions, counts)
                        SELECT $1, $2, $3, $4, $5, $6::jsonb, $7::jsonb WHERE EXISTS (SELECT FROM fetch_run
                            WHERE account_id = $1 AND run_id = $3 AND outcome = 'running')
                        ON CONFLICT DO NOTHING
                        """)
                .bind("$1", run.account().value())
                .bind("$2", run.week().monday())
                .bind("$3", run.id())
                .bind("$4", recipe.name())
                .bind("$5", recipe.label())
                .bind("$6", omissions);
        return updated(counts == null ? statement.bindNull("$7", String.class) : statement.bind("$7", counts));
    }

    private static Optional<Brought> brought(Row row) {
        var piece = get(row, "piece", String.class);
        var omissions = OmissionsJson.read(get(row, "omissions", String.class));
        var asOf = get(row, "started_at", Instant.class);
        var recipe = get(row, "recipe", String.class);
        if (piece.equals(TOTALS)) {
            return Optional.<Brought>of(new Brought.Totals(
                            CountsJson.readCounts(get(row, "counts", String.class)), omissions, asOf))
                    .filter(_ -> recipe.equals(Recipes.TOTALS.label()));
        }
        return Section.named(piece)
                .filter(section -> recipe.equals(section.recipe().label()))
                .map(section -> new Brought.Rows(section, get(row, "run_id", UUID.class), asOf, omissions));
    }

    private static Statement keyed(Connection connection, String sql, ReportKey key, UUID run) {
        return connection
                .createStatement(sql)
                .bind("$1", key.account().value())
                .bind("$2", key.week().monday())
                .bind("$3", run);
    }

    private static Mono<Long> updated(Statement statement) {
        return Mono.from(statement.execute()).flatMap(result -> Mono.from(result.getRowsUpdated()));
    }

    private static <T> T get(Row row, String column, Class<T> type) {
        return Objects.requireNonNull(row.get(column, type), column);
    }
}
