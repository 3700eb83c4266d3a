package dev.weekline.report;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.reducing;

import dev.weekline.meta.Part;
import dev.weekline.metric.Counts;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What Meta counted of one thing, in parts; {@link InsightParts} does the same for rows of sections. */
final class PartedCounts {

    private final Map<Part, Counts> parts = new HashMap<>();

    /** Of counts of the same part the first stand. */
    void add(Part part, Counts counts) {
        parts.putIfAbsent(part, counts);
    }

    void clear() {
        parts.clear();
    }

    /**
     * Groups of fields of one day complete each other, then the days add up; what was told of the whole week stands
     * before a sum.
     */
    Counts folded() {
        var byDay = parts.entrySet().stream()
                .sorted(Comparator.comparingInt(part -> part.getKey().group()))
                .collect(groupingBy(
                        part -> part.getKey().day(),
                        mapping(Map.Entry::getValue, reducing(Counts.NONE, Counts::completedBy))));
        var week = byDay.remove(Optional.<LocalDate>empty());
        var days = byDay.values().stream().reduce(Counts.NONE, Counts::plus);
        return week == null ? days : week.completedBy(days);
    }
}
