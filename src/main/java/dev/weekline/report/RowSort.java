package dev.weekline.report;

import dev.weekline.meta.Section;
import dev.weekline.metric.BusinessEvent;
import dev.weekline.metric.EventChoice;
import dev.weekline.metric.EventMapping;
import dev.weekline.metric.Formula;
import dev.weekline.metric.Metric;
import java.util.Optional;

/**
 * An order of rows: by a figure, or by their key, which for days is the date. Rows that lack the figure come last;
 * equals are told apart by their key, so that the order is total.
 *
 * @param by empty for the rows' own key
 */
record RowSort(Optional<Metric> by, boolean descending) {

    private static final String DATE = "date";

    /** Days in their order; everything else by what it cost, the most first. */
    static RowSort usual(Section section) {
        return section == Section.DAILY
                ? new RowSort(Optional.empty(), false)
                : new RowSort(Optional.of(Metric.SPEND), true);
    }

    /** Reads {@code spend}, {@code -spend} or, for days, {@code date}; empty for anything else. */
    static Optional<RowSort> parse(String text, Section section) {
        var descending = text.startsWith("-");
        var word = descending ? text.substring(1) : text;
        return word.equals(DATE) && section == Section.DAILY
                ? Optional.of(new RowSort(Optional.empty(), descending))
                : Metric.named(word).map(metric -> new RowSort(Optional.of(metric), descending));
    }

    /** Whether the rows lie in this order in an index, so that a page is found without reading those before it. */
    boolean isIndexed() {
        return descending && by.filter(Metric.SPEND::equals).isPresent();
    }

    String word() {
        return (descending ? "-" : "") + by.map(Metric::word).orElse(DATE);
    }

    /** The SQL expression that gives the figure; it holds nothing that a caller wrote. */
    String expression(EventChoice events) {
        return by.map(metric -> expression(metric, events)).orElse("NULL::numeric");
    }

    private static String expression(Metric metric, EventChoice events) {
        return metric.formula().map(formula -> quotient(formula, events)).orElseGet(() -> switch (metric) {
            case SPEND -> "spend";
            case IMPRESSIONS -> "impressions";
            case REACH -> "reach";
            case CLICKS -> "clicks";
            case LINK_CLICKS -> "link_clicks";
            default -> event(metric, events);
        });
    }

    private static String quotient(Formula formula, EventChoice events) {
        return "round(%s * %d / nullif(%s, 0), %d)"
                .formatted(
                        expression(formula.numerator(), events),
                        formula.factor(),
                        expression(formula.denominator(), events),
                        Formula.SCALE);
    }

    private static String event(Metric metric, EventChoice events) {
        return BusinessEvent.of(metric)
                .flatMap(event -> events.find(event)
                        // Nothing else comes into a statement; an account's own types have this form too.
                        .filter(EventMapping::isActionType)
                        .map(type -> "(%s ->> '%s')::numeric"
                                .formatted(event.count() == metric ? "actions" : "action_values", type)))
                .orElse("NULL::numeric");
    }
}
