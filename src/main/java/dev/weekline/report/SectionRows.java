package dev.weekline.report;

import dev.weekline.metric.EventChoice;
import io.r2dbc.spi.Connection;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Reads the rows of a section page by page, as the API shows them. */
@Singleton
class SectionRows {

    private final InsightRows rows;

    SectionRows(InsightRows rows) {
        this.rows = rows;
    }

    /** One page in an order, after a place if one is given. */
    Mono<Page> read(
            Connection connection,
            ReportKey key,
            SectionState state,
            int revision,
            EventChoice events,
            RowSort sort,
            @Nullable RowPlace after,
            int limit) {
        var source = new InsightRows.Source(key, state.run(), state.section());
        // One row more than is shown tells whether another page follows.
        return rows.page(connection, source, sort, events, after, limit + 1).map(found -> {
            var shown = found.subList(0, Math.min(limit, found.size()));
            var next = found.size() > limit && limit > 0
                    ? Optional.of(new Cursor(key, state.section(), revision, sort, RowPlace.after(shown.getLast())))
                    : Optional.<Cursor>empty();
            return new Page(
                    shown.stream()
                            .map(row -> RowView.of(row, state.section(), events, state.omissions()))
                            .toList(),
                    next);
        });
    }

    /** The first rows of a section in its usual order, as a report shows them. */
    Mono<SectionView> first(
            Connection connection, ReportKey key, SectionState state, int revision, EventChoice events, int limit) {
        return read(connection, key, state, revision, events, RowSort.usual(state.section()), null, limit)
                .map(page -> new SectionView(state, page.rows(), page.next().map(SectionRows::path)));
    }

    /** Where the rows after a cursor are. */
    static String path(Cursor cursor) {
        return "/reports/weekly/" + cursor.report().week() + "/"
                + cursor.section().word() + "?account=" + cursor.report().account() + "&cursor=" + cursor.text();
    }

    /** Rows, and where to go on if there are more. */
    record Page(List<RowView> rows, Optional<Cursor> next) {}
}
