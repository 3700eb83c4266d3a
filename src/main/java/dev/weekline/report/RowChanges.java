package dev.weekline.report;

import dev.weekline.meta.Section;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Row;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Counts the rows that tell two revisions of a report apart, by one statement. */
@Singleton
class RowChanges {

    /** How many rows of a section came, went, or show something else. */
    record Moved(long added, long removed, long changed) {

        static final Moved NOTHING = new Moved(0, 0, 0);
    }

    /** What moved in each section that either revision has. Only rows of sections that differ are read. */
    Mono<Map<Section, Moved>> between(Connection connection, ReportKey key, Revision before, Revision after) {
        var moved = new EnumMap<Section, Moved>(Section.class);
        for (var section : Section.values()) {
            known(before.find(section), after.find(section)).ifPresent(known -> moved.put(section, known));
        }
        var differing = after.sections().stream()
                .map(SectionState::section)
                .filter(section -> !moved.containsKey(section))
                .toList();
        return count(connection, key, before, after, differing)
                .collectMap(Map.Entry::getKey, Map.Entry::getValue)
                .map(counted -> {
                    differing.forEach(section -> moved.put(section, counted.getOrDefault(section, Moved.NOTHING)));
                    return moved;
                });
    }

    /** What is known without reading rows; empty where they have to be read, and where there are none. */
    private static Optional<Moved> known(Optional<SectionState> before, Optional<SectionState> after) {
        if (before.isEmpty()) {
            return after.map(state -> new Moved(state.rowCount(), 0, 0));
        }
        if (after.isEmpty()) {
            return before.map(state -> new Moved(0, state.rowCount(), 0));
        }
        return before.get().run().equals(after.get().run()) || before.get().hasRowsOf(after.get())
                ? Optional.of(Moved.NOTHING)
                : Optional.empty();
    }

    private static Flux<Map.Entry<Section, Moved>> count(
            Connection connection, ReportKey key, Revision before, Revision after, List<Section> sections) {
        return sections.isEmpty()
                ? Flux.empty()
                : Flux.from(connection
                                .createStatement("""
                        SELECT pair.section, moved.*
                        FROM unnest($3::text[], $4::uuid[], $5::uuid[]) AS pair (section, before_run, after_run)
                        CROSS JOIN LATERAL (
                            SELECT count(*) FILTER (WHERE b.row_key IS NULL) AS added,
                                count(*) FILTER (WHERE a.row_key IS NULL) AS removed,
                                count(*) FILTER (WHERE a.row_key IS NOT NULL AND b.row_key IS NOT NULL
                                    AND (a.dimensions, a.spend, a.impressions, a.reach, a.clicks, a.link_clicks,
                                        a.actions, a.action_values) IS DISTINCT FROM
                                    (b.dimensions, b.spend, b.impressions, b.reach, b.clicks, b.link_clicks,
                                        b.actions, b.action_values)) AS changed
                            FROM (SELECT * FROM insight_row WHERE account_id = $1 AND week_start = $2
                                    AND run_id = pair.before_run AND section = pair.section) b
                                FULL JOIN (SELECT * FROM insight_row WHERE account_id = $1 AND week_start = $2
                                    AND run_id = pair.after_run AND section = pair.section) a USING (row_key)) moved
                        """)
                                .bind("$1", key.account().value())
                                .bind("$2", key.week().monday())
                                .bind("$3", sections.stream().map(Section::word).toArray(String[]::new))
                                .bind("$4", runs(before, sections))
                                .bind("$5", runs(after, sections))
                                .execute())
                        .concatMap(result -> result.map((row, _) -> moved(row)));
    }

    private static UUID[] runs(Revision revision, List<Section> sections) {
        return sections.stream()
                .map(section -> revision.find(section).orElseThrow().run())
                .toArray(UUID[]::new);
    }

    private static Map.Entry<Section, Moved> moved(Row row) {
        return Map.entry(
                Section.named(required(row.get("section", String.class))).orElseThrow(),
                new Moved(
                        required(row.get("added", Long.class)),
                        required(row.get("removed", Long.class)),
                        required(row.get("changed", Long.class))));
    }

    private static <T> T required(@Nullable T value) {
        return Objects.requireNonNull(value);
    }
}
