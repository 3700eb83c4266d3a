package dev.weekline.sandbox;

import java.time.LocalDate;
import java.util.List;

/**
 * All conditions that rows must meet.
 *
 * @param asked as a caller wrote them
 * @param objects on what is advertised
 * @param figures on the rows themselves
 */
record Filters(String asked, List<Filter.OnObject> objects, List<Filter.OnFigure> figures) {

    static final Filters NONE = new Filters("", List.of(), List.of());

    Filters {
        objects = List.copyOf(objects);
        figures = List.copyOf(figures);
    }

    boolean wants(Subject subject, LocalDate today) {
        return objects.stream().allMatch(filter -> filter.holds(subject, today));
    }

    boolean wants(Row row) {
        return figures.stream().allMatch(filter -> filter.holds(row));
    }

    /** Whether campaigns have to be taken apart for them. */
    boolean lookAtAds() {
        return objects.stream().anyMatch(filter -> filter.level().isBelow(Level.CAMPAIGN));
    }

    boolean lookAtFigures() {
        return !figures.isEmpty();
    }

    /** Those that narrow the summary as well. */
    Filters ofSummary() {
        return new Filters(
                asked,
                objects.stream()
                        .filter(filter -> filter.operator().narrowsSummary())
                        .toList(),
                figures);
    }
}
