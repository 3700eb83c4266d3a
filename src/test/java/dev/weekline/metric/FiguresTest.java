package dev.weekline.metric;

import static dev.weekline.metric.Metric.CLICKS;
import static dev.weekline.metric.Metric.COST_PER_LEAD;
import static dev.weekline.metric.Metric.COST_PER_PURCHASE;
import static dev.weekline.metric.Metric.COST_PER_REGISTRATION;
import static dev.weekline.metric.Metric.CPC;
import static dev.weekline.metric.Metric.CPM;
import static dev.weekline.metric.Metric.CTR;
import static dev.weekline.metric.Metric.FREQUENCY;
import static dev.weekline.metric.Metric.IMPRESSIONS;
import static dev.weekline.metric.Metric.LEADS;
import static dev.weekline.metric.Metric.LINK_CLICKS;
import static dev.weekline.metric.Metric.PURCHASES;
import static dev.weekline.metric.Metric.PURCHASE_VALUE;
import static dev.weekline.metric.Metric.REACH;
import static dev.weekline.metric.Metric.REGISTRATIONS;
import static dev.weekline.metric.Metric.ROAS;
import static dev.weekline.metric.Metric.SPEND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiguresTest {

    @ParameterizedTest
    @CsvSource({
        "SPEND, 1234.56",
        "IMPRESSIONS, 98765",
        "REACH, 45678",
        "FREQUENCY, 2.162201",
        "CLICKS, 2345",
        "LINK_CLICKS, 1890",
        "CTR, 2.374323",
        "CPC, 0.526465",
        "CPM, 12.499975",
        "LEADS, 41",
        "COST_PER_LEAD, 30.111220",
        "PURCHASES, 12",
        "PURCHASE_VALUE, 3456.00",
        "COST_PER_PURCHASE, 102.880000",
        "ROAS, 2.799378",
        "REGISTRATIONS, 7",
        "COST_PER_REGISTRATION, 176.365714"
    })
    void everyFigureOfAWeekThatHasThemAll(Metric metric, BigDecimal value) {
        assertThat(week().figures().find(metric)).contains(value);
    }

    @ParameterizedTest
    @CsvSource({
        "FREQUENCY, impressions / reach",
        "CTR, clicks / impressions * 100",
        "CPC, spend / clicks",
        "CPM, spend / impressions * 1000",
        "COST_PER_LEAD, spend / leads",
        "COST_PER_PURCHASE, spend / purchases",
        "ROAS, purchaseValue / spend",
        "COST_PER_REGISTRATION, spend / registrations"
    })
    void everyComputedFigureSaysHow(Metric metric, String formula) {
        assertThat(metric.kind()).isEqualTo(Metric.Kind.COMPUTED);
        assertThat(metric.formula().map(Formula::toString)).contains(formula);
    }

    @Test
    void exactlyTheComputedFiguresHaveAFormula() {
        assertThat(Metric.values())
                .allSatisfy(metric ->
                        assertThat(metric.formula().isPresent()).isEqualTo(metric.kind() == Metric.Kind.COMPUTED));
    }

    @Test
    void everyFigureIsFoundByItsNameInTheApi() {
        assertThat(Metric.values())
                .allSatisfy(metric -> assertThat(Metric.named(metric.word())).contains(metric));
        assertThat(Metric.named("SPEND")).isEmpty();
        assertThat(Metric.named("")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        // The seventh decimal is exactly a five, or a little less.
        "1, 2000000, 0.000001",
        "3, 2000000, 0.000002",
        "1, 2000001, 0.000000",
        "0.0000015, 1, 0.000002",
        "2, 3, 0.666667",
        "1, 3, 0.333333",
        "0, 5, 0.000000"
    })
    void theSixthDecimalIsRoundedHalfUp(String spend, String clicks, BigDecimal cpc) {
        assertThat(new Counted()
                        .given(SPEND, spend)
                        .given(CLICKS, clicks)
                        .figures()
                        .find(CPC))
                .contains(cpc);
    }

    @Test
    void theFactorIsAppliedBeforeRounding() {
        var figures = new Counted()
                .given(SPEND, "1")
                .given(CLICKS, "1")
                .given(IMPRESSIONS, "3")
                .figures();

        assertThat(figures.find(CPM)).contains(new BigDecimal("333.333333"));
        assertThat(figures.find(CTR)).contains(new BigDecimal("33.333333"));
    }

    @Test
    void aZeroDenominatorGivesNoFigureRatherThanAFalseOne() {
        var figures = new Counted()
                .given(SPEND, "0.00")
                .given(IMPRESSIONS, "0")
                .given(CLICKS, "0")
                .given(REACH, "0")
                .action("omni_purchase", "0", "10")
                .figures();

        assertThat(figures.values()).containsOnlyKeys(SPEND, IMPRESSIONS, CLICKS, REACH, PURCHASES, PURCHASE_VALUE);
    }

    @Test
    void anAbsentInputGivesNoFigureRatherThanAZero() {
        assertThat(new Counted().given(SPEND, "10").figures().values()).containsOnlyKeys(SPEND);
        assertThat(new Counted().given(IMPRESSIONS, "10").figures().values()).containsOnlyKeys(IMPRESSIONS);
        assertThat(new Counted()
                        .given(SPEND, "10")
                        .action("lead", "2")
                        .figures()
                        .values())
                .containsOnlyKeys(SPEND, LEADS, COST_PER_LEAD);
    }

    @Test
    void zeroSpendOnPurchasesCostsNothingEach() {
        var figures =
                new Counted().given(SPEND, "0").action("purchase", "3", "9.00").figures();

        assertThat(figures.find(COST_PER_PURCHASE)).contains(new BigDecimal("0.000000"));
        assertThat(figures.find(ROAS)).isEmpty();
    }

    @Test
    void figuresComeInTheOrderOfAReport() {
        assertThat(week().figures().values().keySet())
                .containsExactly(
                        SPEND,
                        IMPRESSIONS,
                        REACH,
                        FREQUENCY,
                        CLICKS,
                        LINK_CLICKS,
                        CTR,
                        CPC,
                        CPM,
                        LEADS,
                        COST_PER_LEAD,
                        PURCHASES,
                        PURCHASE_VALUE,
                        COST_PER_PURCHASE,
                        ROAS,
                        REGISTRATIONS,
                        COST_PER_REGISTRATION);
    }

    @Test
    void nobodyChangesFiguresOnceTheyAreMade() {
        var values = week().figures().values();

        assertThatThrownBy(() -> values.put(SPEND, BigDecimal.ZERO)).isInstanceOf(UnsupportedOperationException.class);
        assertThat(new Figures(Map.of()).values()).isEmpty();
    }

    private static Counted week() {
        return new Counted()
                .given(SPEND, "1234.56")
                .given(IMPRESSIONS, "98765")
                .given(REACH, "45678")
                .given(CLICKS, "2345")
                .given(LINK_CLICKS, "1890")
                .action("lead", "41")
                .action("omni_purchase", "12", "3456.00")
                .action("complete_registration", "7");
    }
}
