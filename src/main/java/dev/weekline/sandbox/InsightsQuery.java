package dev.weekline.sandbox;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What is asked of the insights edge of an account.
 *
 * @param columns the fields, in the order in which they are written
 * @param slices the days, one row of each kind for every slice
 * @param increment the time increment as it was asked; empty for whole ranges
 * @param limit rows on a page
 * @param after where the page begins and what is known there; empty for the first page
 */
record InsightsQuery(
        SandboxAccount account,
        Level level,
        List<Column> columns,
        Breakdown breakdown,
        List<Slice> slices,
        Optional<String> increment,
        Optional<Sort> sort,
        int limit,
        Optional<Cursor> after) {

    /**
     * The order of rows.
     *
     * @param by what decides
     * @param descending the largest first
     */
    record Sort(Column.Figure by, boolean descending) {

        Comparator<Row> order() {
            Comparator<Row> order =
                    Comparator.comparing(row -> by.value().apply(row).orElse(BigDecimal.ZERO));
            return descending ? order.reversed() : order;
        }
    }

    /** The first day that is asked for. */
    LocalDate since() {
        return slices.stream().map(Slice::since).min(Comparator.naturalOrder()).orElseThrow();
    }

    int page() {
        return after.map(Cursor::page).orElse(1);
    }

    /** Level, breakdowns and increment in one word. */
    String kind() {
        var kind = new StringBuilder(level.word());
        if (!breakdown.names().isEmpty()) {
            kind.append('/').append(String.join(",", breakdown.names()));
        }
        increment.ifPresent(days -> kind.append('/').append(days));
        return kind.toString();
    }

    /** The same for all pages of a walk, whatever their size, and for no other walk. */
    Dice question() {
        var dice = Dice.of(account.id()).with(kind());
        for (var slice : slices) {
            dice = dice.with(slice.since().toEpochDay()).with(slice.until().toEpochDay());
        }
        return sorted(dice);
    }

    private Dice sorted(Dice dice) {
        return sort.map(order -> dice.with(order.by().name()).with(order.descending() ? 1 : 0))
                .orElse(dice);
    }
}
