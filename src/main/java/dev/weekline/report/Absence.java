package dev.weekline.report;

import dev.weekline.meta.Section;
import dev.weekline.metric.Figures;
import dev.weekline.metric.Metric;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * A figure that is not there, and why.
 *
 * @param path where it would be
 */
record Absence(String path, String reason) {

    static final String BELOW_500_IMPRESSIONS = "below-500-impressions";
    static final String BEYOND_13_MONTHS = "beyond-13-months";
    static final String NOT_RETURNED = "not-returned";
    static final String ZERO_DENOMINATOR = "zero-denominator";

    /** What counts people, and what is made of that. */
    private static final Set<Metric> UNIQUE = Set.of(Metric.REACH, Metric.FREQUENCY);

    /**
     * What a report lacks.
     *
     * @param uniquesHidden whether Meta leaves unique figures out of questions with breakdowns for this week
     */
    static List<Absence> of(Figures totals, boolean uniquesHidden) {
        var absences = new ArrayList<Absence>();
        for (var metric : Metric.values()) {
            if (totals.find(metric).isEmpty()) {
                absences.add(new Absence("totals." + metric.word(), why(metric, totals, uniquesHidden)));
            }
        }
        if (uniquesHidden) {
            Arrays.stream(Section.values())
                    .filter(section -> !section.recipe().breakdowns().isEmpty())
                    .forEach(section ->
                            absences.add(new Absence("sections." + section.word() + ".rows.reach", BEYOND_13_MONTHS)));
        }
        return absences;
    }

    private static String why(Metric metric, Figures totals, boolean uniquesHidden) {
        if (uniquesHidden && totals.find(Metric.REACH).isEmpty() && UNIQUE.contains(metric)) {
            return BEYOND_13_MONTHS;
        }
        return metric.formula()
                .filter(formula -> totals.find(formula.numerator()).isPresent()
                        && totals.find(formula.denominator()).isPresent())
                .map(_ -> ZERO_DENOMINATOR)
                .orElse(NOT_RETURNED);
    }
}
