package dev.weekline.report;

import static dev.weekline.report.ScriptedInsights.day;
import static dev.weekline.report.ScriptedInsights.page;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weekline.meta.InsightsRow;
import dev.weekline.meta.MetaAnswer.Anew;
import dev.weekline.meta.MetaAnswer.TooLarge;
import dev.weekline.meta.MetaAnswer.Without;
import dev.weekline.meta.Omission;
import dev.weekline.meta.Omission.Reason;
import dev.weekline.meta.Part;
import dev.weekline.metric.Metric;
import dev.weekline.week.IsoWeek;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What Meta tells in parts, anew or not at all is stored whole, once and with a reason. */
class PartsTest {

    private static TestService service;

    private final ScriptedInsights insights = new ScriptedInsights();

    @BeforeAll
    static void start() {
        service = TestService.start(TestService.account("belmonte"));
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void theDaysOfARowAddUpAndItsNewestNameStands() {
        insights.says(
                "campaigns",
                page(
                        day(1, 0),
                        campaign("7", "New name", "0.20")
                                .given(Metric.CLICKS, "3")
                                .told("7")),
                page(
                        day(0, 0),
                        campaign("7", "Old name", "0.10").told("7"),
                        campaign("8", "Only Monday", "5").told("8")));

        var rows = fetched("2025-W01").at("/sections/campaigns/rows");

        assertThat(rows).hasSize(2);
        assertThat(rows.at("/0/campaignId").asText()).isEqualTo("8");
        assertThat(rows.at("/1/campaignName").asText()).isEqualTo("New name");
        assertThat(rows.at("/1/spend").decimalValue()).isEqualByComparingTo("0.30");
        assertThat(rows.at("/1/clicks").intValue()).isEqualTo(3);
        assertThat(rows.at("/1").has("impressions")).isFalse();
        assertThat(service.query("SELECT count(*) FROM insight_part")).containsExactly("0");
    }

    @Test
    void groupsOfFieldsCompleteARowAndEventsAddUpByTheirType() {
        insights.says(
                        "totals",
                        page(new RowOf()
                                .given(Metric.SPEND, "9")
                                .action("lead", "6")
                                .action("purchase", "1", "10")
                                .told("")))
                .says(
                        "campaigns",
                        page(day(0, 0), campaign("7", "Name", "4").told("7")),
                        page(day(0, 1), events("7", "2", "9.5")),
                        page(day(1, 0), campaign("7", "Name", "5").told("7")),
                        page(day(1, 1), events("7", "4", "0.5")));

        var row = fetched("2025-W02").at("/sections/campaigns/rows/0");

        assertThat(row.at("/campaignName").asText()).isEqualTo("Name");
        assertThat(row.at("/spend").decimalValue()).isEqualByComparingTo("9");
        assertThat(row.at("/leads").intValue()).isEqualTo(6);
        assertThat(row.at("/purchaseValue").decimalValue()).isEqualByComparingTo("10");
    }

    @Test
    void groupsOfFieldsOfAWholeWeekCompleteARow() {
        insights.says(
                "campaigns",
                page(Part.WHOLE, campaign("7", "Name", "4").told("7")),
                page(
                        new Part(Optional.empty(), 1),
                        new RowOf()
                                .about("campaignId", "7")
                                .given(Metric.REACH, "50")
                                .told("7")),
                page(
                        day(0, 2),
                        new RowOf()
                                .about("campaignId", "7")
                                .given(Metric.CLICKS, "1")
                                .told("7")),
                page(
                        day(1, 2),
                        new RowOf()
                                .about("campaignId", "7")
                                .given(Metric.CLICKS, "2")
                                .told("7")));

        var rows = fetched("2025-W03").at("/sections/campaigns/rows");

        assertThat(rows).hasSize(1);
        assertThat(rows.at("/0/campaignName").asText()).isEqualTo("Name");
        assertThat(rows.at("/0/spend").intValue()).isEqualTo(4);
        assertThat(rows.at("/0/reach").intValue()).isEqualTo(50);
        assertThat(rows.at("/0/clicks").intValue()).isEqualTo(3);
    }

    @Test
    void aRowThatComesTwiceInOnePartCountsOnce() {
        insights.says(
                "campaigns",
                page(
                        day(0, 0),
                        campaign("7", "Name", "4").told("7"),
                        campaign("7", "Name", "99").told("7")),
                page(day(0, 0), campaign("7", "Name", "4").told("7")));

        assertThat(fetched("2025-W04").at("/sections/campaigns/rows/0/spend").intValue())
                .isEqualTo(4);
    }

    @Test
    void rowsThatComeAnewLeaveNothingOfThoseBefore() {
        insights.says(
                        "campaigns",
                        page(
                                campaign("1", "Void", "1").told("1"),
                                campaign("2", "Void", "1").told("2")),
                        page(day(0, 0), campaign("3", "Void", "1").told("3")),
                        new Anew(),
                        page(day(0, 0), campaign("2", "Told again", "5").told("2")))
                .says(
                        "demographics",
                        page(
                                day(0, 0),
                                new RowOf()
                                        .about("age", "18-24")
                                        .given(Metric.SPEND, "1")
                                        .told("18-24|~")),
                        new Anew(),
                        page(new RowOf()
                                .about("age", "25-34")
                                .given(Metric.SPEND, "2")
                                .told("25-34|~")))
                .says(
                        "totals",
                        page(new RowOf()
                                .given(Metric.SPEND, "100")
                                .given(Metric.REACH, "9")
                                .told("")),
                        new Anew(),
                        page(day(0, 0), new RowOf().given(Metric.SPEND, "2").told("")),
                        page(day(1, 0), new RowOf().given(Metric.SPEND, "3").told("")),
                        new Without(List.of(new Omission("reach", Reason.SPLIT))));

        var report = fetched("2025-W05");

        assertThat(report.at("/sections/campaigns/rows").findValuesAsText("campaignName"))
                .containsExactly("Told again");
        assertThat(report.at("/sections/demographics/rows").findValuesAsText("age"))
                .containsExactly("25-34");
        assertThat(report.at("/totals/spend").intValue()).isEqualTo(5);
        assertThat(report.at("/totals").has("reach")).isFalse();
        assertThat(absences(report)).contains("totals.reach split-by-day", "totals.frequency split-by-day");
    }

    @Test
    void whatIsLeftOutIsSaidInTheReportAndOnThePage() {
        insights.says("totals", page(new RowOf().given(Metric.IMPRESSIONS, "10").told("")))
                .says(
                        "placements",
                        page(new RowOf()
                                .about("publisherPlatform", "threads")
                                .given(Metric.SPEND, "1")
                                .told("threads|~")),
                        new Without(List.of(new Omission("platform_position", Reason.REMOVED))))
                .says(
                        "relevance",
                        page(new RowOf()
                                .about("adId", "1")
                                .given(Metric.IMPRESSIONS, "9")
                                .told("1")),
                        new Without(List.of(new Omission("quality_ranking", Reason.REMOVED))));

        var report = fetched("2025-W06");
        var page = service.json("/reports/weekly/2025-W06/placements?account=belmonte");

        assertThat(report.at("/sections/placements/omittedFields/0").asText()).isEqualTo("platform_position");
        assertThat(page.at("/omittedFields/0").asText()).isEqualTo("platform_position");
        assertThat(report.at("/sections/campaigns").has("omittedFields")).isFalse();
        assertThat(absences(report))
                .contains(
                        "sections.placements.rows.platformPosition removed-by-meta",
                        "sections.relevance.rows.qualityRanking removed-by-meta",
                        "sections.demographics.rows breakdown-not-offered")
                .doesNotContain("sections.placements.rows breakdown-not-offered");
        assertThat(report.at("/sections/relevance/rows/0/absent").findValuesAsText("path"))
                .containsExactly("engagementRateRanking", "conversionRateRanking");
    }

    @Test
    void whatIsLeftOutFromNowOnMakesARevision() {
        var week = IsoWeek.parse("2025-W07");
        var spent = page(new RowOf().given(Metric.SPEND, "1").told(""));
        insights.says("totals", spent);
        fetched("2025-W07");
        new FetchRig(service, insights).fetch(week);
        insights.says("totals", spent, new Without(List.of(new Omission("reach", Reason.REMOVED))));
        new FetchRig(service, insights).fetch(week);
        new FetchRig(service, insights).fetch(week);

        assertThat(service.query("SELECT revision FROM report_revision WHERE week_start = '" + week.monday() + "'"))
                .containsExactly("1", "2");
        assertThat(service.query("SELECT absent FROM weekly_report WHERE week_start = '" + week.monday() + "'")
                        .getFirst())
                .contains("{\"path\":\"totals.reach\",\"reason\":\"removed-by-meta\"}");
    }

    @Test
    void partsOfASectionThatFailedAreNotKept() {
        insights.says(
                "relevance",
                page(day(0, 0), new RowOf().about("adId", "1").told("1")),
                new TooLarge("Too large in every way", "AbC"));

        assertThat(fetched("2025-W08").at("/sections/relevance/status").asText())
                .isEqualTo("unavailable");
        assertThat(service.query("SELECT count(*) FROM insight_part")).containsExactly("0");
    }

    @Test
    void anUnfinishedTotalIsNotTakenForAWeekWithoutDelivery() {
        insights.says(
                "totals", page(), page(new RowOf().given(Metric.SPEND, "1").told("")));

        assertThat(fetched("2025-W09").at("/totals/spend").intValue()).isEqualTo(1);
    }

    private JsonNode fetched(String week) {
        assertThat(new FetchRig(service, insights).fetch(IsoWeek.parse(week))).isInstanceOf(Fetched.Taken.class);
        return service.json("/reports/weekly/" + week + "?account=belmonte");
    }

    private static RowOf campaign(String id, String name, String spend) {
        return new RowOf().about("campaignId", id).about("campaignName", name).given(Metric.SPEND, spend);
    }

    private static InsightsRow events(String id, String leads, String worth) {
        return new RowOf()
                .about("campaignId", id)
                .action("lead", leads)
                .action("purchase", "1", worth)
                .told(id);
    }

    private static List<String> absences(JsonNode report) {
        return report.at("/absent")
                .valueStream()
                .map(absence -> absence.at("/path").asText() + " "
                        + absence.at("/reason").asText())
                .toList();
    }
}
