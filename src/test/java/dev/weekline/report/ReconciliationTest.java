package dev.weekline.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weekline.contract.SomeRooms;
import dev.weekline.meta.Section;
import dev.weekline.metric.Change;
import dev.weekline.metric.EventChoice;
import dev.weekline.metric.Figures;
import dev.weekline.metric.Metric;
import dev.weekline.report.Reconciliation.Gap;
import io.micronaut.context.ApplicationContext;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rows summed beside totals, with a tolerance, in exact decimals. */
class ReconciliationTest {

    private static final ReconciliationSettings USUAL =
            new ReconciliationSettings(new BigDecimal("0.01"), new BigDecimal("1.00"), new BigDecimal("10"));
    private static final Figures TOTALS =
            new Figures(Map.of(Metric.SPEND, new BigDecimal("1000"), Metric.IMPRESSIONS, new BigDecimal("100000")));

    @ParameterizedTest
    @CsvSource({
        // The same, and either bound on its own.
        "1000, 100000, 1000, 100000, true",
        "1000, 100000, 990, 99000, true",
        "1000, 100000, 1010, 101000, true",
        "10, 100, 9.00, 90, true",
        "0, 0, 1.00, 10, true",
        // One step beyond both of them.
        "1000, 100000, 989.99, 100000, false",
        "1000, 100000, 1000, 98999, false",
        "10, 100, 8.99, 100, false",
        "10, 100, 10, 89, false",
        "0, 0, 1.01, 0, false"
    })
    void withinEitherBoundIsWithinTolerance(
            BigDecimal spend, BigDecimal impressions, BigDecimal spendSum, BigDecimal impressionSum, boolean within) {
        var totals = new Figures(Map.of(Metric.SPEND, spend, Metric.IMPRESSIONS, impressions));

        assertThat(Reconciliation.of(campaigns(spendSum, impressionSum), totals, USUAL))
                .hasValueSatisfying(reconciliation ->
                        assertThat(reconciliation.withinTolerance()).isEqualTo(within));
    }

    @Test
    void theDifferenceIsTheSumLessTheTotal() {
        assertThat(Reconciliation.of(campaigns(new BigDecimal("996.5"), null), TOTALS, USUAL))
                .hasValueSatisfying(reconciliation -> assertThat(reconciliation.gaps())
                        .isEqualTo(Map.of(
                                Metric.SPEND,
                                new Gap(
                                        new BigDecimal("996.5"),
                                        Change.between(new BigDecimal("1000"), new BigDecimal("996.5"))))));
    }

    @Test
    void itIsWrittenWithTheDecimalsOfTheCurrency() {
        var view = new SectionView(
                        campaigns(new BigDecimal("996.5"), new BigDecimal("100000")), List.of(), Optional.empty())
                .reconciled(TOTALS, USUAL);

        assertThat(ReportJson.sections(List.of(view), "PLN")).contains("""
                "reconciliation":{"spend":{"sum":996.50,"difference":-3.50,"relative":-0.003500},\
                "impressions":{"sum":100000,"difference":0,"relative":0.000000},"withinTolerance":true},\
                "rows":[]""");
    }

    @Test
    void sectionsWhoseRowsNeedNotAddUpAndStatesWithoutSumsAreNotCompared() {
        var sums = Sums.of(BigDecimal.ONE, BigDecimal.ONE);

        assertThat(Reconciliation.of(state(Section.RELEVANCE, sums), TOTALS, USUAL))
                .isEmpty();
        assertThat(Reconciliation.of(state(Section.DAILY, Sums.NONE), TOTALS, USUAL))
                .isEmpty();
        assertThat(Reconciliation.of(state(Section.DAILY, sums), new Figures(Map.of()), USUAL))
                .isEmpty();
        for (var section : List.of(Section.CAMPAIGNS, Section.PLACEMENTS, Section.DEMOGRAPHICS, Section.DAILY)) {
            assertThat(Reconciliation.of(state(section, sums), TOTALS, USUAL)).isPresent();
        }
    }

    @Test
    void sumsComeBackExactAndThoseThatWereNotStoredAreNone() {
        var state = state(Section.DAILY, Sums.of(new BigDecimal("0.10"), new BigDecimal("12345678901234567890")));
        var without = state(Section.DAILY, Sums.of(null, BigDecimal.ONE));

        assertThat(SectionsJson.read(SectionsJson.write(List.of(state, without))))
                .containsExactly(state, without);
    }

    @Test
    void sumsAreNoPartOfTheFingerprint() {
        var counts = new RowOf().counts();
        var events = EventChoice.of(counts);

        assertThat(new Revision(1, counts, events, List.of(), List.of(state(Section.DAILY, Sums.NONE))).fingerprint())
                .isEqualTo(new Revision(1, counts, events, List.of(), List.of(state(Section.DAILY, Sums.OF_NO_ROWS)))
                        .fingerprint());
    }

    @Test
    void tolerancesAreSettings() {
        assertThat(bound(Map.of())).isEqualTo(USUAL);
        assertThat(bound(Map.of(
                        "weekline.reconciliation.relative", "0.2",
                        "weekline.reconciliation.absolute-spend", "3.5",
                        "weekline.reconciliation.absolute-impressions", "7")))
                .isEqualTo(
                        new ReconciliationSettings(new BigDecimal("0.2"), new BigDecimal("3.5"), new BigDecimal("7")));
    }

    private static ReconciliationSettings bound(Map<String, Object> settings) {
        try (var context = ApplicationContext.builder()
                .deduceEnvironment(false)
                .enableDefaultPropertySources(false)
                .banner(false)
                .beanConfigurations(new SomeRooms(
                        List.of(ReconciliationSettings.class.getName(), "dev.weekline.report.$ReconciliationSettings")))
                .properties(settings)
                .start()) {
            return context.getBean(ReconciliationSettings.class);
        }
    }

    private static SectionState campaigns(@Nullable BigDecimal spend, @Nullable BigDecimal impressions) {
        return state(Section.CAMPAIGNS, Sums.of(spend, impressions));
    }

    private static SectionState state(Section section, Sums sums) {
        return new SectionState(section, section.recipe().label(), 7, new UUID(0, 1), "42", true, List.of(), sums);
    }
}
