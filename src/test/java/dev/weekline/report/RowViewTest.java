package dev.weekline.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weekline.meta.Section;
import dev.weekline.metric.BusinessEvent;
import dev.weekline.metric.EventChoice;
import dev.weekline.metric.Metric;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RowViewTest {

    @Test
    void whatARowIsAboutComesInTheOrderOfItsRecipe() {
        var row = new RowOf()
                .about("objective", "OUTCOME_LEADS")
                .about("campaignName", "Spring")
                .about("campaignId", "7")
                .row();

        assertThat(RowView.of(row, Section.CAMPAIGNS, EventChoice.NONE, List.of())
                        .dimensions())
                .containsExactly(
                        Map.entry("campaignId", "7"),
                        Map.entry("campaignName", "Spring"),
                        Map.entry("objective", "OUTCOME_LEADS"));
    }

    @Test
    void whatTheRecipeNoLongerAsksIsNotShown() {
        var row = new RowOf().about("age", "25-34").about("country", "PL").row();

        assertThat(RowView.of(row, Section.DEMOGRAPHICS, EventChoice.NONE, List.of())
                        .dimensions())
                .containsOnlyKeys("age");
    }

    @Test
    void eventsAreReadByTheChoiceOfTheWeek() {
        var row = new RowOf()
                .action("purchase", "3", "30")
                .action("omni_purchase", "2", "20")
                .row();
        var events = new EventChoice(Map.of(BusinessEvent.PURCHASE, "purchase"));

        assertThat(RowView.of(row, Section.DAILY, events, List.of()).figures().values())
                .containsOnlyKeys(Metric.PURCHASES, Metric.PURCHASE_VALUE);
        assertThat(RowView.of(row, Section.DAILY, EventChoice.NONE, List.of())
                        .figures()
                        .values())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"499, below-500-impressions", "500, not-returned", "0, below-500-impressions"})
    void aRankingIsMissingForAReason(String impressions, String reason) {
        var unranked = new RowOf()
                .about("adId", "1")
                .about("qualityRanking", "UNKNOWN")
                .given(Metric.IMPRESSIONS, impressions)
                .row();

        assertThat(RowView.of(unranked, Section.RELEVANCE, EventChoice.NONE, List.of())
                        .absent())
                .containsExactly(
                        new Absence("qualityRanking", reason),
                        new Absence("engagementRateRanking", reason),
                        new Absence("conversionRateRanking", reason));
    }

    @Test
    void rankingsThatMetaGaveAreShownAsTheyAre() {
        var ranked = new RowOf()
                .about("qualityRanking", "ABOVE_AVERAGE")
                .about("engagementRateRanking", "BELOW_AVERAGE_10")
                .about("conversionRateRanking", "AVERAGE")
                .row();
        var view = RowView.of(ranked, Section.RELEVANCE, EventChoice.NONE, List.of());

        assertThat(view.absent()).isEmpty();
        assertThat(view.dimensions())
                .containsEntry("qualityRanking", "ABOVE_AVERAGE")
                .containsEntry("engagementRateRanking", "BELOW_AVERAGE_10");
    }

    @Test
    void aNameThatMetaLeftOutIsLeftOutWithoutAReason() {
        var view = RowView.of(new RowOf().about("adId", "1").row(), Section.CAMPAIGNS, EventChoice.NONE, List.of());

        assertThat(view.dimensions()).isEmpty();
        assertThat(view.absent()).isEmpty();
    }
}
