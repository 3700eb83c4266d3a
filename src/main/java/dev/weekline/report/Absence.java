package dev.weekline.report;

import dev.weekline.meta.FieldFigures;
import dev.weekline.meta.Omission;
import dev.weekline.meta.Recipe.Dimension;
import dev.weekline.metric.Figures;
import dev.weekline.metric.Metric;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A figure that is not there, and why.
 *
 * @param path where it would be
 */
record Absence(String path, String reason) {

    static final String BELOW_500_IMPRESSIONS = "below-500-impressions";
    static final String BEYOND_13_MONTHS = "beyond-13-months";
    static final String BREAKDOWN_NOT_OFFERED = "breakdown-not-offered";
    static final String NOT_RETURNED = "not-returned";
    static final String ZERO_DENOMINATOR = "zero-denominator";

    private static final String TOTALS = "totals.";

    /**
     * What a report lacks.
     *
     * @param uniquesHidden whether the week lies so far back that Meta may leave unique figures out of broken-down rows
     */
    static List<Absence> of(Revision revision, boolean uniquesHidden) {
        var totals = revision.totals();
        var absences = new ArrayList<Absence>();
        for (var metric : Metric.values()) {
            if (totals.find(metric).isEmpty()) {
                absences.add(new Absence(TOTALS + metric.word(), why(metric, revision, totals, uniquesHidden)));
            }
        }
        for (var section : revision.sections()) {
            absences.addAll(of(section, delivered(totals), uniquesHidden));
        }
        return absences;
    }

    /** What every row of a section lacks; the reason that Meta gave comes before one that is guessed. */
    private static List<Absence> of(SectionState state, boolean delivered, boolean uniquesHidden) {
        var rows = "sections." + state.section().word() + ".rows";
        var brokenDown = !state.section().recipe().breakdowns().isEmpty();
        var absences = new ArrayList<Absence>();
        if (brokenDown && delivered && state.rowCount() == 0) {
            absences.add(new Absence(rows, BREAKDOWN_NOT_OFFERED));
        }
        state.omissions().stream()
                .flatMap(omission -> words(state, omission)
                        .map(word ->
                                new Absence(rows + "." + word, omission.reason().word())))
                .distinct()
                .forEach(absences::add);
        if (brokenDown && uniquesHidden && state.rowCount() > 0 && !state.hasReach() && !state.lacks("reach")) {
            made(Metric.REACH)
                    .map(unique -> new Absence(rows + "." + unique.word(), BEYOND_13_MONTHS))
                    .forEach(absences::add);
        }
        return absences;
    }

    /** What a row would call a field of Meta's and everything that is made of it. */
    private static Stream<String> words(SectionState state, Omission omission) {
        var dimensions = state.section().recipe().dimensions().stream()
                .filter(dimension -> dimension.field().equals(omission.field()))
                .map(Dimension::word);
        var figures = Arrays.stream(Metric.values())
                .filter(metric -> isMadeOf(metric, omission))
                .map(Metric::word);
        return Stream.concat(dimensions, figures);
    }

    private static String why(Metric metric, Revision revision, Figures totals, boolean uniquesHidden) {
        return revision.omissions().stream()
                .filter(omission -> isMadeOf(metric, omission))
                .findFirst()
                .map(omission -> omission.reason().word())
                .or(() -> hidden(metric, totals, uniquesHidden))
                .or(() -> undivided(metric, totals))
                .orElse(NOT_RETURNED);
    }

    private static Optional<String> hidden(Metric metric, Figures totals, boolean uniquesHidden) {
        return uniquesHidden
                        && totals.find(Metric.REACH).isEmpty()
                        && made(Metric.REACH).anyMatch(metric::equals)
                ? Optional.of(BEYOND_13_MONTHS)
                : Optional.empty();
    }

    private static Optional<String> undivided(Metric metric, Figures totals) {
        return metric.formula()
                .filter(formula -> totals.find(formula.numerator()).isPresent()
                        && totals.find(formula.denominator()).isPresent())
                .map(_ -> ZERO_DENOMINATOR);
    }

    /** A figure and all that is computed from it. */
    private static Stream<Metric> made(Metric of) {
        return Arrays.stream(Metric.values()).filter(metric -> metric == of || isComputedFrom(metric, of));
    }

    private static boolean isMadeOf(Metric metric, Omission omission) {
        return FieldFigures.of(omission.field()).stream()
                .anyMatch(given -> metric == given || isComputedFrom(metric, given));
    }

    private static boolean isComputedFrom(Metric metric, Metric given) {
        return metric.formula()
                .filter(formula -> formula.numerator() == given || formula.denominator() == given)
                .isPresent();
    }

    private static boolean delivered(Figures totals) {
        return totals.find(Metric.IMPRESSIONS)
                .filter(shown -> shown.signum() > 0)
                .isPresent();
    }
}
