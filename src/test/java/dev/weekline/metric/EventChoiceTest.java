package dev.weekline.metric;

import static dev.weekline.metric.BusinessEvent.LEAD;
import static dev.weekline.metric.BusinessEvent.PURCHASE;
import static dev.weekline.metric.BusinessEvent.REGISTRATION;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EventChoiceTest {

    @Test
    void theOrderOfPreferenceIsThatOfTheDesign() {
        assertThat(LEAD.preference())
                .containsExactly("lead", "onsite_conversion.lead_grouped", "offsite_conversion.fb_pixel_lead");
        assertThat(PURCHASE.preference())
                .containsExactly(
                        "omni_purchase", "purchase", "offsite_conversion.fb_pixel_purchase", "onsite_web_purchase");
        assertThat(REGISTRATION.preference())
                .containsExactly(
                        "omni_complete_registration",
                        "complete_registration",
                        "offsite_conversion.fb_pixel_complete_registration");
    }

    @ParameterizedTest
    @EnumSource
    void theFirstActionTypePresentWinsAndIsNeverAddedToTheOthers(BusinessEvent event) {
        var types = event.preference();
        for (var first = 0; first < types.size(); first++) {
            var counted = new Counted();
            for (var i = first; i < types.size(); i++) {
                counted.action(types.get(i), Integer.toString(100 + i), Integer.toString(1_000 + i));
            }
            var totals = counted.counts();

            assertThat(EventChoice.of(totals).find(event)).contains(types.get(first));
            var figures = Figures.of(totals, EventChoice.of(totals));
            assertThat(figures.find(event.count())).contains(BigDecimal.valueOf(100L + first));
            var chosen = BigDecimal.valueOf(1_000L + first);
            assertThat(event.value().map(figures::find)).isEqualTo(event.value().map(_ -> Optional.of(chosen)));
        }
    }

    @Test
    void typesThatStandForNoEventAreNotRead() {
        var figures = new Counted()
                .action("link_click", "5")
                .action("post_engagement", "9")
                .figures();

        assertThat(figures.values()).isEmpty();
        assertThat(EventMapping.USUAL.actionTypes())
                .doesNotContain("link_click")
                .hasSize(10);
    }

    @Test
    void rowsUseTheChoiceOfTheTotals() {
        var choice = EventChoice.of(new Counted()
                .action("omni_purchase", "12", "100")
                .action("purchase", "9", "70")
                .counts());
        var row = new Counted()
                .action("omni_purchase", "2", "20")
                .action("purchase", "1", "8")
                .counts();

        assertThat(Figures.of(row, choice).values())
                .isEqualTo(Map.of(Metric.PURCHASES, new BigDecimal("2"), Metric.PURCHASE_VALUE, new BigDecimal("20")));
    }

    @Test
    void aRowWithoutTheChosenTypeHasNoSuchFigureEvenIfItHasAnotherType() {
        var choice = EventChoice.of(new Counted().action("omni_purchase", "12").counts());
        var row = new Counted()
                .given(Metric.SPEND, "5")
                .action("purchase", "3", "30")
                .counts();

        assertThat(Figures.of(row, choice).values()).containsOnlyKeys(Metric.SPEND);
    }

    @Test
    void totalsWithoutAnEventMeanThatNoRowHasIt() {
        var row = new Counted().action("lead", "3").counts();

        assertThat(EventChoice.of(Counted.nothing())).isEqualTo(EventChoice.NONE);
        assertThat(Figures.of(row, EventChoice.NONE).values()).isEmpty();
    }

    @Test
    void theValueIsReadFromTheTypeThatCounts() {
        var totals = new Counted()
                .action("omni_purchase", "2")
                .action("purchase", "1", "50")
                .counts();

        assertThat(Figures.of(totals, EventChoice.of(totals)).find(Metric.PURCHASE_VALUE))
                .isEmpty();
    }

    @Test
    void everyEventIsFoundByTheFiguresThatSpeakOfIt() {
        assertThat(BusinessEvent.of(Metric.LEADS)).contains(LEAD);
        assertThat(BusinessEvent.of(Metric.PURCHASES)).contains(PURCHASE);
        assertThat(BusinessEvent.of(Metric.PURCHASE_VALUE)).contains(PURCHASE);
        assertThat(BusinessEvent.of(Metric.REGISTRATIONS)).contains(REGISTRATION);
        assertThat(List.of(Metric.SPEND, Metric.CTR, Metric.ROAS))
                .allMatch(metric -> BusinessEvent.of(metric).isEmpty());
    }

    @Test
    void figuresOfAnEventDisagreeWhereItsTypesDiffer() {
        var omni = new EventChoice(Map.of(PURCHASE, "omni_purchase", LEAD, "lead"));
        var plain = new EventChoice(Map.of(PURCHASE, "purchase", LEAD, "lead"));

        assertThat(Arrays.stream(Metric.values()).filter(metric -> !omni.agreesOn(metric, plain)))
                .containsExactly(Metric.PURCHASES, Metric.PURCHASE_VALUE, Metric.COST_PER_PURCHASE, Metric.ROAS);
        assertThat(Metric.values()).allMatch(metric -> omni.agreesOn(metric, omni));
    }
}
