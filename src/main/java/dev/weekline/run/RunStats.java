package dev.weekline.run;

import dev.weekline.account.AccountId;
import dev.weekline.account.Sight;
import dev.weekline.database.Lane;
import dev.weekline.database.LaneStatements;
import io.micronaut.data.r2dbc.operations.R2dbcOperations;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import reactor.core.publisher.Mono;

/** What many runs say together: one statement by account, one by section, one by day. */
@Singleton
final class RunStats extends LaneStatements {

    /**
     * The accounts that cost most, and then how long their runs take; what was abandoned or brought nothing lasts as it
     * likes.
     */
    static final String BY_ACCOUNT = """
            WITH costly AS MATERIALIZED (
                SELECT account_id, count(*) AS runs, sum(units) AS units, sum(calls) AS calls,
                    count(*) FILTER (WHERE status <> 'running') AS ended,
                    count(*) FILTER (WHERE status IN ('failed', 'abandoned')) AS errors,
                    count(*) FILTER (WHERE status = 'throttled') AS throttled
                FROM fetch_run WHERE %1$s
                GROUP BY account_id ORDER BY units DESC, account_id LIMIT 50
            )
            SELECT costly.*, lasting.percentiles
            FROM costly CROSS JOIN LATERAL (
                SELECT percentile_disc(ARRAY[0.5, 0.95, 0.99]) WITHIN GROUP (ORDER BY duration_ms) AS percentiles
                FROM fetch_run
                WHERE account_id = costly.account_id AND %1$s AND status IN ('success', 'partial')) AS lasting
            ORDER BY costly.units DESC, costly.account_id
            """;

    /** From the first call of a section to its last. */
    static final String BY_SECTION = """
            SELECT section.name AS section, count(*) AS runs, sum(section.units) AS units, sum(section.calls) AS calls,
                percentile_disc(ARRAY[0.5, 0.95, 0.99]) WITHIN GROUP (ORDER BY section."tookMs") AS percentiles
            FROM fetch_run CROSS JOIN LATERAL
                jsonb_to_recordset(sections) AS section(name text, units bigint, calls bigint, "tookMs" bigint)
            WHERE %1$s
            GROUP BY section.name
            ORDER BY (percentile_disc(0.95) WITHIN GROUP (ORDER BY section."tookMs")) DESC, section.name
            """;

    /** Days are those of UTC. */
    static final String BY_DAY = """
            SELECT (started_at AT TIME ZONE 'UTC')::date AS day, cause, status, count(*) AS runs, sum(units) AS units,
                sum(calls) AS calls, sum(refused_calls) AS refused
            FROM fetch_run WHERE %1$s
            GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
            """;

    private final InstantSource time;

    RunStats(R2dbcOperations database, InstantSource time) {
        super(database, Lane.READING);
        this.time = time;
    }

    Mono<StatsView> read(Sight sight, Optional<AccountId> account, Optional<Instant> from, Optional<Instant> to) {
        return Mono.defer(() -> {
            var range = StatsRange.of(from, to, time.instant());
            var all = conditions(sight, account, range);
            var sections = conditions(sight, account, range.ofSections());
            return list(asked -> all.bind(asked.createStatement(BY_DAY.formatted(all.sql()))), Share::of)
                    .collectList()
                    .zipWhen(_ -> list(
                                    asked -> all.bind(asked.createStatement(BY_ACCOUNT.formatted(all.sql()))),
                                    StatsView.AccountView::of)
                            .collectList())
                    .zipWhen(
                            _ -> list(
                                            asked -> sections.bind(
                                                    asked.createStatement(BY_SECTION.formatted(sections.sql()))),
                                            StatsView.SectionView::of)
                                    .collectList(),
                            (found, slow) -> StatsView.of(range, found.getT1(), found.getT2(), slow));
        });
    }

    private static Conditions conditions(Sight sight, Optional<AccountId> account, StatsRange range) {
        return new RunFilter(
                        sight,
                        account,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(range.from()),
                        Optional.of(range.to()))
                .conditions();
    }
}
