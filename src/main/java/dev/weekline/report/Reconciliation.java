package dev.weekline.report;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.weekline.meta.Section;
import dev.weekline.metric.Change;
import dev.weekline.metric.Figures;
import dev.weekline.metric.Metric;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How the rows of a section, summed, compare with the totals of the week. At Meta they may legitimately differ.
 *
 * @param gaps for each figure that both have
 * @param withinTolerance whether all of them are small
 */
record Reconciliation(Map<Metric, Gap> gaps, boolean withinTolerance) {

    /** Ads that Meta ranks are not all ads. */
    private static final Set<Section> WHOLE =
            Set.of(Section.CAMPAIGNS, Section.PLACEMENTS, Section.DEMOGRAPHICS, Section.DAILY);

    private static final Set<Metric> SUMMED = Set.of(Metric.SPEND, Metric.IMPRESSIONS);

    /**
     * A sum beside a total.
     *
     * @param change the sum less the total
     */
    record Gap(BigDecimal sum, Change change) {}

    /** Empty for a section whose rows need not add up, and where there is nothing to compare. */
    static Optional<Reconciliation> of(SectionState state, Figures totals, ReconciliationSettings tolerance) {
        var gaps = new EnumMap<Metric, Gap>(Metric.class);
        var within = true;
        for (var metric : SUMMED) {
            var sum = state.sums().find(metric);
            var total = totals.find(metric);
            if (sum.isPresent() && total.isPresent()) {
                gaps.put(metric, new Gap(sum.get(), Change.between(total.get(), sum.get())));
                within &= isSmall(metric, sum.get().subtract(total.get()).abs(), total.get(), tolerance);
            }
        }
        return gaps.isEmpty() || !WHOLE.contains(state.section())
                ? Optional.empty()
                : Optional.of(new Reconciliation(gaps, within));
    }

    private static boolean isSmall(
            Metric metric, BigDecimal difference, BigDecimal total, ReconciliationSettings tolerance) {
        var absolute = metric == Metric.SPEND ? tolerance.absoluteSpend() : tolerance.absoluteImpressions();
        return difference.compareTo(absolute) <= 0
                || difference.compareTo(total.abs().multiply(tolerance.relative())) <= 0;
    }

    void write(JsonGenerator json, String currency) throws IOException {
        json.writeObjectFieldStart("reconciliation");
        for (var gap : gaps.entrySet()) {
            json.writeObjectFieldStart(gap.getKey().word());
            json.writeNumberField("sum", Json.shown(gap.getKey(), gap.getValue().sum(), currency));
            var change = gap.getValue().change();
            json.writeNumberField("difference", Json.shown(gap.getKey(), change.absolute(), currency));
            if (change.relative().isPresent()) {
                json.writeNumberField("relative", change.relative().get());
            }
            json.writeEndObject();
        }
        json.writeBooleanField("withinTolerance", withinTolerance);
        json.writeEndObject();
    }
}
