package dev.weekline.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weekline.account.Kpis;
import dev.weekline.meta.Section;
import dev.weekline.metric.Change;
import dev.weekline.metric.EventChoice;
import dev.weekline.metric.EventMapping;
import dev.weekline.metric.Metric;
import dev.weekline.week.Calm;
import dev.weekline.week.Maturity;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ReportJsonTest {

    private static final UUID RUN = UUID.fromString("0198c3a2-0000-7000-8000-000000000001");

    private static final RowOf TOTALS = new RowOf()
            .given(Metric.SPEND, "1234.56")
            .given(Metric.IMPRESSIONS, "98765")
            .given(Metric.REACH, "45678")
            .given(Metric.CLICKS, "2345")
            .given(Metric.LINK_CLICKS, "1890")
            .action("lead", "41")
            .action("omni_purchase", "12", "3456");

    private static final EventChoice EVENTS = EventChoice.of(TOTALS.counts());

    private static final Revision REVISION = new Revision(3, TOTALS.counts(), EVENTS, List.of(), List.of());

    @Test
    void totalsAreThoseOfTheDesign() {
        assertThat(ReportJson.totals(REVISION.totals(), "PLN")).isEqualTo(joined("""
                {"spend":1234.56,"impressions":98765,"reach":45678,"frequency":2.162201,
                "clicks":2345,"linkClicks":1890,"ctr":2.374323,"cpc":0.526465,"cpm":12.499975,
                "leads":41,"costPerLead":30.111220,
                "purchases":12,"purchaseValue":3456.00,"costPerPurchase":102.880000,"roas":2.799378}"""));
    }

    @Test
    void aComparisonHasTheChangesOfBothKinds() {
        var changes = new EnumMap<Metric, Change>(Metric.class);
        changes.put(Metric.SPEND, Change.between(new BigDecimal("1200"), new BigDecimal("1234.56")));
        changes.put(Metric.IMPRESSIONS, Change.between(new BigDecimal("100000"), new BigDecimal("98765")));
        changes.put(Metric.LEADS, Change.between(BigDecimal.ZERO, new BigDecimal("41")));
        changes.put(Metric.ROAS, Change.between(new BigDecimal("2.800000"), new BigDecimal("2.799378")));

        assertThat(ReportJson.comparison(Belmonte.WEEK.previous(), changes, "PLN"))
                .isEqualTo(joined("""
                        {"week":"2025-W38","change":{
                        "spend":{"absolute":34.56,"relative":0.028800},
                        "impressions":{"absolute":-1235,"relative":-0.012350},
                        "leads":{"absolute":41},
                        "roas":{"absolute":-0.000622,"relative":-0.000222}}}"""));
    }

    @Test
    void weeksThatHaveNothingInCommonAreComparedWithoutChanges() {
        assertThat(ReportJson.comparison(Belmonte.WEEK.previous(), Map.of(), "PLN"))
                .isEqualTo("{\"week\":\"2025-W38\",\"change\":{}}");
    }

    @Test
    void aSectionHasItsFirstRowsAndTheWayToTheOthers() {
        var campaign = RowView.of(
                new RowOf()
                        .about("campaignId", "23846765228310398")
                        .about("campaignName", "Autumn \"−20 %\" 🍂 \\ \u0007 Łódź")
                        .about("objective", "OUTCOME_SALES")
                        .given(Metric.SPEND, "310")
                        .given(Metric.IMPRESSIONS, "20111")
                        .action("omni_purchase", "2", "400.5")
                        .action("purchase", "1", "200")
                        .row(),
                Section.CAMPAIGNS,
                EVENTS,
                List.of());
        var view = new SectionView(
                new SectionState(Section.CAMPAIGNS, "campaigns/1", 23, RUN, "42", true, List.of()),
                List.of(campaign),
                Optional.of("/reports/weekly/2025-W39/campaigns?account=act_1203300000000017&cursor=abc"));

        assertThat(ReportJson.sections(List.of(view), "PLN")).isEqualTo(joined("""
                {"campaigns":{"status":"complete","recipe":"campaigns/1","rowCount":23,
                "next":"/reports/weekly/2025-W39/campaigns?account=act_1203300000000017&cursor=abc",
                "rows":[{"campaignId":"23846765228310398",
                "campaignName":"Autumn \\"−20 %\\" 🍂 \\\\ \\u0007 Łódź",
                "objective":"OUTCOME_SALES",
                "spend":310.00,"impressions":20111,"cpm":15.414450,
                "purchases":2,"purchaseValue":400.50,"costPerPurchase":155.000000,"roas":1.291935}]}}"""));
    }

    @Test
    void aSectionThatIsShownWholeHasNoWayOn() {
        var view = new SectionView(
                new SectionState(Section.DAILY, "daily/1", 0, RUN, "", true, List.of()), List.of(), Optional.empty());

        assertThat(ReportJson.sections(List.of(view), "PLN"))
                .isEqualTo("{\"daily\":{\"status\":\"complete\",\"recipe\":\"daily/1\",\"rowCount\":0,\"rows\":[]}}");
    }

    @Test
    void aRowTellsWhyItHasNoRanking() {
        var ad = RowView.of(
                new RowOf()
                        .about("adId", "1")
                        .about("qualityRanking", "UNKNOWN")
                        .about("engagementRateRanking", "AVERAGE")
                        .given(Metric.SPEND, "5")
                        .given(Metric.IMPRESSIONS, "499")
                        .row(),
                Section.RELEVANCE,
                EVENTS,
                List.of());
        var view = new SectionView(
                new SectionState(Section.RELEVANCE, "relevance/1", 1, RUN, "", true, List.of()),
                List.of(ad),
                Optional.empty());

        assertThat(ReportJson.sections(List.of(view), "JPY")).isEqualTo(joined("""
                {"relevance":{"status":"complete","recipe":"relevance/1","rowCount":1,"rows":[{
                "adId":"1","engagementRateRanking":"AVERAGE","spend":5,"impressions":499,"cpm":10.020040,
                "absent":[{"path":"qualityRanking","reason":"below-500-impressions"},
                {"path":"conversionRateRanking","reason":"below-500-impressions"}]}]}}"""));
    }

    @Test
    void aReportHasItsPartsInOneOrder() {
        var stored = new StoredReport(
                3,
                "meta",
                Instant.parse("2025-11-02T03:10:22Z"),
                Instant.parse("2025-11-02T03:10:20.123456789Z"),
                ReportJson.totals(REVISION.totals(), "PLN"),
                Optional.of("{\"week\":\"2025-W38\",\"change\":{}}"),
                "{\"daily\":{\"rows\":[]}}",
                ReportJson.absent(List.of(new Absence("totals.registrations", "not-returned"))),
                List.of(),
                "1",
                Optional.empty(),
                Calm.NONE,
                EventMapping.USUAL,
                ReportJson.actionTypes(EVENTS),
                Kpis.NONE);

        assertThat(ReportJson.whole(
                        Belmonte.ACCOUNT,
                        Belmonte.WEEK,
                        Maturity.FINAL,
                        stored,
                        Optional.empty(),
                        List.of(Section.values())))
                .isEqualTo(joined("""
                        {"account":{"id":"act_1203300000000017","slug":"belmonte","name":"Belmonte",
                        "currency":"PLN","timeZone":"Europe/Warsaw"},
                        "week":"2025-W39","weekStart":"2025-09-22","weekEnd":"2025-09-28",
                        "maturity":"final","revision":3,"source":"meta",
                        "fetchedAt":"2025-11-02T03:10:22Z","dataAsOf":"2025-11-02T03:10:20.123Z",
                        "totals":{"spend":1234.56,"impressions":98765,"reach":45678,"frequency":2.162201,
                        "clicks":2345,"linkClicks":1890,"ctr":2.374323,"cpc":0.526465,"cpm":12.499975,
                        "leads":41,"costPerLead":30.111220,
                        "purchases":12,"purchaseValue":3456.00,"costPerPurchase":102.880000,"roas":2.799378},
                        "actionTypes":{"leads":"lead","purchases":"omni_purchase"},
                        "comparison":{"week":"2025-W38","change":{}},
                        "sections":{"daily":{"rows":[]}},
                        "absent":[{"path":"totals.registrations","reason":"not-returned"}]}"""));
    }

    @Test
    void aFirstWeekHasNoComparison() throws JsonProcessingException {
        var json = ReportJson.whole(
                Belmonte.ACCOUNT,
                Belmonte.WEEK,
                Maturity.SETTLING,
                Belmonte.stored(Belmonte.SETTLING),
                Optional.empty(),
                List.of(Section.values()));

        assertThat(new ObjectMapper().readTree(json).has("comparison")).isFalse();
    }

    private static String joined(String lines) {
        return lines.lines().collect(Collectors.joining());
    }
}
