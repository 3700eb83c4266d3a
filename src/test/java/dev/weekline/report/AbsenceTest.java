package dev.weekline.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.weekline.metric.Counts;
import dev.weekline.metric.EventChoice;
import dev.weekline.metric.Figures;
import dev.weekline.metric.Metric;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AbsenceTest {

    @Test
    void whatMetaDidNotReturnIsListedWithEverythingThatNeedsIt() {
        assertThat(Absence.of(figures(Map.of(Metric.SPEND, 10, Metric.IMPRESSIONS, 500, Metric.CLICKS, 5)), false))
                .extracting(Absence::path, Absence::reason)
                .containsExactly(
                        tuple("totals.reach", "not-returned"),
                        tuple("totals.frequency", "not-returned"),
                        tuple("totals.linkClicks", "not-returned"),
                        tuple("totals.leads", "not-returned"),
                        tuple("totals.costPerLead", "not-returned"),
                        tuple("totals.purchases", "not-returned"),
                        tuple("totals.purchaseValue", "not-returned"),
                        tuple("totals.costPerPurchase", "not-returned"),
                        tuple("totals.roas", "not-returned"),
                        tuple("totals.registrations", "not-returned"),
                        tuple("totals.costPerRegistration", "not-returned"));
    }

    @Test
    void whatCantBeDividedSaysSo() {
        assertThat(Absence.of(figures(Map.of(Metric.SPEND, 10, Metric.IMPRESSIONS, 500, Metric.CLICKS, 0)), false))
                .contains(new Absence("totals.cpc", "zero-denominator"))
                .doesNotContain(new Absence("totals.ctr", "zero-denominator"));
    }

    @Test
    void aZeroBelowIsNotTheReasonWhereTheUpperFigureIsMissing() {
        assertThat(Absence.of(figures(Map.of(Metric.CLICKS, 0)), false))
                .contains(new Absence("totals.cpc", "not-returned"));
    }

    @Test
    void sectionsWithBreakdownsLackReachBeyondThirteenMonths() {
        var all = new EnumMap<Metric, BigDecimal>(Metric.class);
        for (var metric : Metric.values()) {
            all.put(metric, BigDecimal.ONE);
        }

        assertThat(Absence.of(new Figures(all), true))
                .containsExactly(
                        new Absence("sections.placements.rows.reach", "beyond-13-months"),
                        new Absence("sections.demographics.rows.reach", "beyond-13-months"));
        assertThat(Absence.of(new Figures(all), false)).isEmpty();
    }

    @Test
    void totalsThatLackReachBeyondThirteenMonthsLackItForThatReason() {
        assertThat(Absence.of(figures(Map.of(Metric.SPEND, 10, Metric.IMPRESSIONS, 500)), true))
                .contains(
                        new Absence("totals.reach", "beyond-13-months"),
                        new Absence("totals.frequency", "beyond-13-months"),
                        new Absence("totals.clicks", "not-returned"));
    }

    private static Figures figures(Map<Metric, Integer> given) {
        var counted = new EnumMap<Metric, BigDecimal>(Metric.class);
        given.forEach((metric, value) -> counted.put(metric, BigDecimal.valueOf(value)));
        return Figures.of(new Counts(counted, Map.of(), Map.of()), EventChoice.NONE);
    }
}
