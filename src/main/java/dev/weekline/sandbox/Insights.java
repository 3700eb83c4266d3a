package dev.weekline.sandbox;

import dev.weekline.sandbox.Page.Position;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Answers queries about one account, page by page. Rows are made campaign by campaign as a page needs them, so that an
 * account with 100,000 ads takes no more memory than one campaign of it; only an order needs all rows at once.
 */
final class Insights {

    private final World world;

    Insights(World world) {
        this.world = world;
    }

    /** The rows from {@code from} on, as they were known at {@code asOf}. */
    Page read(InsightsQuery query, Instant asOf, Position from) {
        var view = new InsightsView(world, query, asOf);
        return query.sort().isEmpty() ? collect(view, from, query.limit()) : sorted(view, from, query);
    }

    private static Page collect(InsightsView view, Position from, int limit) {
        var rows = new ArrayList<Row>();
        var at = from;
        while (at.slice() < view.slices()) {
            var blocks = view.blocks(at.slice());
            while (at.block() < blocks.size()) {
                var block = blocks.get(at.block()).get();
                while (at.row() < block.size()) {
                    if (rows.size() == limit) {
                        return new Page(rows, from, at, false);
                    }
                    rows.add(block.get(at.row()));
                    at = at.nextRow();
                }
                at = at.nextBlock();
            }
            at = at.nextSlice();
        }
        return new Page(rows, from, at, true);
    }

    private static Page sorted(InsightsView view, Position from, InsightsQuery query) {
        var all =
                new ArrayList<>(collect(view, Position.START, Integer.MAX_VALUE).rows());
        query.sort().ifPresent(sort -> all.sort(sort.order()));
        var start = Math.min(from.row(), all.size());
        var end = Math.min(start + query.limit(), all.size());
        return new Page(List.copyOf(all.subList(start, end)), from, new Position(0, 0, end), end == all.size());
    }
}
