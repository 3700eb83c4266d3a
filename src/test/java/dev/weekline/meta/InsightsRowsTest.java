package dev.weekline.meta;

import static dev.weekline.meta.GraphBodies.day;
import static dev.weekline.meta.GraphBodies.lastPage;
import static dev.weekline.meta.GraphBodies.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weekline.meta.MetaAnswer.Malformed;
import dev.weekline.meta.MetaAnswer.Page;
import dev.weekline.metric.Counts;
import dev.weekline.metric.Metric;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows as Meta writes them, over HTTP, and what becomes of them. */
class InsightsRowsTest {

    private static final Recipe CAMPAIGNS = Section.CAMPAIGNS.recipe();

    private final GraphRig rig = new GraphRig();

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void figuresAreExactAsTheyAreWritten() {
        var counts = countsOf(
                "\"spend\":\"11178.61\"",
                "\"impressions\":\"283671\"",
                "\"reach\":\"27442\"",
                "\"clicks\":\"0\"",
                "\"inline_link_clicks\":\"541\"");

        assertThat(counts.given())
                .containsOnly(
                        Map.entry(Metric.SPEND, new BigDecimal("11178.61")),
                        Map.entry(Metric.IMPRESSIONS, new BigDecimal("283671")),
                        Map.entry(Metric.REACH, new BigDecimal("27442")),
                        Map.entry(Metric.CLICKS, new BigDecimal("0")),
                        Map.entry(Metric.LINK_CLICKS, new BigDecimal("541")));
    }

    @Test
    void aFigureMayComeAsANumber() {
        assertThat(countsOf("\"spend\":0.10", "\"impressions\":9007199254740993")
                        .given())
                .containsOnly(
                        Map.entry(Metric.SPEND, new BigDecimal("0.10")),
                        Map.entry(Metric.IMPRESSIONS, new BigDecimal("9007199254740993")));
    }

    @Test
    void whatIsNotThereIsAbsentAndNeverZero() {
        assertThat(countsOf("\"spend\":\"1.09\"", "\"reach\":null").given()).containsOnlyKeys(Metric.SPEND);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\"", "\"1,5\"", "\"NaN\"", "\"1e9\"", "1e999999999", "true", "[]", "{}", "\"12 EUR\""})
    void aFigureThatIsNoNumberIsMalformedByName(String value) {
        rig.graph.answers(lastPage(row("\"campaign_id\":\"1\"", "\"spend\":" + value)));

        assertThat(rig.askOnce()).isEqualTo(new Malformed("Meta's value of spend cannot be read", ""));
    }

    @Test
    void idsBeyond53BitsStayWhatTheyAre() {
        assertThat(rowOf("\"campaign_id\":\"23846765228310398\"").dimensions())
                .containsEntry("campaignId", "23846765228310398");
        assertThat(rowOf("\"campaign_id\":23846765228310399").dimensions())
                .containsEntry("campaignId", "23846765228310399");
    }

    @Test
    void namesKeepEverythingButNul() {
        var row = rowOf("\"campaign_id\":\"1\"", "\"campaign_name\":\"🚀 Zażółć\\u0000 \\\"gęślą\\\" \\ud83d\\ude80\"");

        assertThat(row.dimensions()).containsEntry("campaignName", "🚀 Zażółć \"gęślą\" 🚀");
    }

    @Test
    void dimensionsComeInTheOrderOfTheRecipeWithoutWhatMetaLeftOut() {
        var row = rowOf("\"buying_type\":\"AUCTION\"", "\"objective\":\"OUTCOME_SALES\"", "\"campaign_id\":\"1\"");

        assertThat(row.dimensions())
                .containsExactly(
                        Map.entry("campaignId", "1"),
                        Map.entry("objective", "OUTCOME_SALES"),
                        Map.entry("buyingType", "AUCTION"));
    }

    @Test
    void aRowIsKnownByEveryBreakdownValueEvenOneThatIsMissing() {
        rig.graph.answers(lastPage(
                row("\"publisher_platform\":\"instagram\"", "\"platform_position\":\"instagram_reels\""),
                row("\"publisher_platform\":\"instagram\""),
                row("\"platform_position\":\"instagram_reels\"")));

        assertThat(rowsOf(Section.PLACEMENTS.recipe()))
                .extracting(InsightsRow::key)
                .containsExactly("instagram|instagram_reels", "instagram|~", "~|instagram_reels");
    }

    @Test
    void aDayIsKnownByItsDate() {
        rig.graph.answers(lastPage(day("2025-09-22", "\"spend\":\"1\""), day("2025-09-28", "\"spend\":\"2\"")));

        var rows = rowsOf(Section.DAILY.recipe());

        assertThat(rows).extracting(InsightsRow::key).containsExactly("2025-09-22", "2025-09-28");
        assertThat(rows.getFirst().dimensions()).containsExactly(Map.entry("date", "2025-09-22"));
    }

    @Test
    void totalsAreOneRowWithoutDimensions() {
        rig.graph.answers(lastPage(row("\"account_currency\":\"PLN\"", "\"spend\":\"1234.56\"")));

        var row = rowsOf(Recipes.TOTALS).getFirst();

        assertThat(row.key()).isEmpty();
        assertThat(row.dimensions()).isEmpty();
        assertThat(row.counts().given()).containsEntry(Metric.SPEND, new BigDecimal("1234.56"));
    }

    @Test
    void totalsWithoutTheCurrencyThatWasAskedForAreMalformed() {
        rig.graph.answers(lastPage(row("\"spend\":\"1234.56\"")));

        assertThat(rig.ask(Recipes.TOTALS)).containsExactly(new Malformed("Meta left out account_currency", ""));
    }

    @Test
    void rankingsAreDimensions() {
        rig.graph.answers(lastPage(row("\"ad_id\":\"7\"", "\"quality_ranking\":\"BELOW_AVERAGE_35\"")));

        assertThat(rowsOf(Section.RELEVANCE.recipe()).getFirst().dimensions())
                .containsExactly(Map.entry("adId", "7"), Map.entry("qualityRanking", "BELOW_AVERAGE_35"));
    }

    @Test
    void onlyEventsThatABusinessCaresForAreRead() {
        var counts = countsOf("""
                "actions":[{"action_type":"link_click","value":"541"},
                           {"action_type":"lead","value":"41","7d_click":"40"},
                           {"action_type":"omni_purchase","value":12}]
                """, "\"action_values\":[{\"action_type\":\"omni_purchase\",\"value\":\"3456.00\"}]");

        assertThat(counts.actions())
                .containsOnly(
                        Map.entry("lead", new BigDecimal("41")), Map.entry("omni_purchase", new BigDecimal("12")));
        assertThat(counts.actionValues()).containsOnly(Map.entry("omni_purchase", new BigDecimal("3456.00")));
    }

    @Test
    void anEventThatComesTwiceIsAddedUp() {
        var counts = countsOf("""
                "actions":[{"action_type":"purchase","value":"132","1d_view":"119"},
                           {"action_type":"purchase","value":"25","default":"25"}]
                """);

        assertThat(counts.actions()).containsOnly(Map.entry("purchase", new BigDecimal("157")));
    }

    @Test
    void anEventWithoutAValueOfItsOwnIsAbsent() {
        var counts = countsOf("\"actions\":[{\"action_type\":\"lead\",\"7d_click\":\"2\",\"1d_view\":\"1\"}]");

        assertThat(counts.actions()).isEmpty();
    }

    @Test
    void anEventThatNobodyReadsMayBeUnreadable() {
        assertThat(countsOf("\"actions\":[{\"action_type\":\"video_view\",\"value\":\"many\"}]")
                        .actions())
                .isEmpty();
    }

    @Test
    void anEventThatIsReadMayNot() {
        rig.graph.answers(lastPage(row("\"actions\":[{\"action_type\":\"lead\",\"value\":\"many\"}]")));

        assertThat(rig.askOnce()).isEqualTo(new Malformed("Meta's value of actions cannot be read", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"data\":{}}", "{\"data\":[7]}", "{\"data\":[{\"date_start\":\"2025-09-22\"}]}"})
    void anAnswerOfAnotherShapeIsMalformed(String body) {
        rig.graph.answers(body);

        assertThat(rig.askOnce()).isInstanceOf(Malformed.class);
        assertThat(rig.graph.asked()).hasSize(1);
    }

    @Test
    void whatElseMetaSendsIsPassedOver() {
        rig.graph.answers("""
                {"summary": {"spend": "1", "nested": [{"error": 1}]},
                 "data": [%s], "paging": {}, "__fb_trace_id__": "x"}
                """.formatted(row("\"campaign_id\":\"1\"", "\"unasked\":{\"deep\":[1]}")));

        assertThat(rig.askOnce()).isInstanceOf(Page.class);
    }

    private List<InsightsRow> rowsOf(Recipe recipe) {
        return ((Page) rig.ask(recipe).getFirst()).rows();
    }

    private InsightsRow rowOf(String... members) {
        rig.graph.answers(lastPage(row(members)));
        return rowsOf(CAMPAIGNS).getFirst();
    }

    private Counts countsOf(String... members) {
        return rowOf(members).counts();
    }
}
