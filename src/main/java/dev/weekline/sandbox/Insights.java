package dev.weekline.sandbox;

import dev.weekline.sandbox.Page.Position;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Answers queries about one account, page by page. Rows are made campaign by campaign as a page needs them, so that an
 * account with 100,000 ads takes no more memory than one campaign of it; only an order needs all rows at once.
 */
final class Insights {

    private final World world;
    private final boolean tellsDevices;

    Insights(World world, boolean tellsDevices) {
        this.world = world;
        this.tellsDevices = tellsDevices;
    }

    /** The rows as they were known at {@code asOf}. */
    Walk<Row> rows(InsightsQuery query, Instant asOf) {
        Walk<Row> unordered = walk(view(query, asOf));
        return query.sort().map(sort -> sorted(unordered, sort)).orElse(unordered);
    }

    /**
     * All rows together, as they were known at {@code asOf}. People are counted once, however many rows they are in.
     */
    Row summary(InsightsQuery query, Instant asOf) {
        var filters = query.filters().ofSummary();
        var span = new Slice(query.since(), query.until());
        var tally = new Tally();
        if (filters.lookAtFigures()) {
            rows(query, asOf).all().forEach(row -> tally.add(row.tally()));
            return summary(span, tally, Optional.empty());
        }
        var each = walk(view(query.summedUp(query.slices(), filters), asOf)).all();
        each.forEach(row -> tally.add(row.tally()));
        var overall = query.slices().size() == 1
                ? each
                : walk(view(query.summedUp(List.of(span), filters), asOf)).all();
        return summary(span, tally, overall.stream().findFirst().flatMap(Row::reach));
    }

    private Row summary(Slice span, Tally tally, Optional<Long> reach) {
        return new Row(new Subject.OfAccount(world.account()), span, Map.of(), tally, reach);
    }

    private InsightsView view(InsightsQuery query, Instant asOf) {
        return new InsightsView(world, tellsDevices, query, asOf);
    }

    private static Walk<Row> walk(InsightsView view) {
        return (place, visitor) -> {
            var at = place;
            while (at.slice() < view.slices() && isThrough(view, at, visitor)) {
                at = new Position(at.slice() + 1, 0, 0);
            }
        };
    }

    /** Whether the visitor saw what is left of a slice and wants more. */
    private static boolean isThrough(InsightsView view, Position place, Walk.Visitor<Row> visitor) {
        var blocks = view.blocks(place.slice());
        for (var block = place.block(); block < blocks.size(); block++) {
            var rows = blocks.get(block).get();
            for (var row = block == place.block() ? place.row() : 0; row < rows.size(); row++) {
                if (!visitor.sees(new Position(place.slice(), block, row), rows.get(row))) {
                    return false;
                }
            }
        }
        return true;
    }

    private static Walk<Row> sorted(Walk<Row> rows, InsightsQuery.Sort sort) {
        return (place, visitor) -> {
            var all = new ArrayList<>(rows.all());
            all.sort(sort.order());
            Walk.along(all).from(place, visitor);
        };
    }
}
