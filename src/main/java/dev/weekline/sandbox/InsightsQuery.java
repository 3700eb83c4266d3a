package dev.weekline.sandbox;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What is asked of an insights edge.
 *
 * @param node whose edge it is
 * @param columns the fields, in the order in which they are written
 * @param slices the days, one row of each kind for every slice
 * @param increment the time increment as it was asked; empty for whole ranges
 * @param filters which rows are told
 * @param summary what is told of all rows together; empty where nobody asked
 * @param tellsOldReach whether reach is told however old and however broken down
 */
record InsightsQuery(
        Subject node,
        Level level,
        List<Column> columns,
        Breakdown breakdown,
        List<Slice> slices,
        Optional<String> increment,
        Optional<Sort> sort,
        Filters filters,
        Optional<List<Column>> summary,
        boolean tellsOldReach) {

    private static final int MONTHS_WITH_REACH = 13;

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

    /** The last day that is asked for. */
    LocalDate until() {
        return slices.stream().map(Slice::until).max(Comparator.naturalOrder()).orElseThrow();
    }

    SandboxAccount account() {
        return node.account();
    }

    /** Whether this is too old to be told at once how many people each part reached. */
    boolean losesReach(LocalDate today) {
        return !tellsOldReach && breakdown != Breakdown.NONE && since().isBefore(today.minusMonths(MONTHS_WITH_REACH));
    }

    /** The same, with reach whatever its age. */
    InsightsQuery withOldReach() {
        return new InsightsQuery(node, level, columns, breakdown, slices, increment, sort, filters, summary, true);
    }

    /** The same as one row for each of these slices. */
    InsightsQuery summedUp(List<Slice> overall, Filters fewer) {
        return new InsightsQuery(
                node,
                Level.ACCOUNT,
                columns,
                Breakdown.NONE,
                overall,
                Optional.empty(),
                Optional.empty(),
                fewer,
                Optional.empty(),
                tellsOldReach);
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

    /** The same for all pages of a walk, whatever their size and fields, and for no other walk. */
    Dice question() {
        var dice = Dice.of(node.id()).with(kind()).with(filters.asked());
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
