package dev.weekline.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weekline.boot.Weekline;
import dev.weekline.metric.Change;
import dev.weekline.sandbox.SandboxSettings;
import java.math.BigDecimal;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an account wants to reach, and how its reports show it. */
class KpisTest {

    private static final String WEEK = "/reports/weekly/2025-W39?account=belmonte";
    private static final String KPIS = "/accounts/belmonte/kpis";
    private static TestService service;

    @BeforeAll
    static void start() {
        service = TestService.start(Map.of(), TestService.account("belmonte"), TestService.account("hotel-lumen"));
        service.json(WEEK);
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @BeforeEach
    void nothingIsWanted() {
        replace("{}");
        // What another test mapped otherwise is read anew behind an answer.
        await().until(() -> service.get(WEEK)
                .headers()
                .firstValue("Cache-Status")
                .filter(from -> from.endsWith("-fresh"))
                .isPresent());
    }

    @Test
    void whoHasSaidNothingIsShownNothing() {
        assertThat(service.get(KPIS).body()).isEqualTo("{\"targets\":{},\"actionTypes\":{}}");
        assertThat(service.json(WEEK).has("kpis")).isFalse();
        assertThat(service.get(WEEK).headers().firstValue("Cache-Control"))
                .hasValueSatisfying(cache -> assertThat(cache).endsWith("immutable"));
    }

    @Test
    void aTargetShowsAtTheNextReadingWithEverythingThatFollowsFromIt() {
        replace("""
                {"primaryEvent": "purchases", "targets": {"costPerLead": 0.01, "costPerAction": 1000000, "roas": 0.5}}""");

        for (var path : new String[] {WEEK, WEEK, WEEK + "&rows=3"}) {
            var report = service.json(path);
            var kpis = report.at("/kpis");
            assertThat(kpis.at("/primaryEvent").asText()).isEqualTo("purchases");
            assertKpi(kpis.at("/costPerLead"), report.at("/totals/costPerLead"), "0.01", false, "spend / leads");
            assertKpi(
                    kpis.at("/costPerAction"),
                    report.at("/totals/costPerPurchase"),
                    "1000000.00",
                    true,
                    "spend / purchases");
            assertKpi(kpis.at("/roas"), report.at("/totals/roas"), "0.5", true, "purchaseValue / spend");
        }
    }

    @Test
    void aReportThatShowsTargetsIsAskedForAgainBeforeACopyOfItIsUsed() {
        replace("{\"targets\": {\"roas\": 2}}");
        var first = service.get(WEEK);
        var etag = first.headers().firstValue("ETag").orElseThrow();

        assertThat(first.headers().firstValue("Cache-Control")).hasValue("private, no-cache");
        assertThat(service.get(WEEK, "If-None-Match", etag).statusCode()).isEqualTo(304);

        replace("{\"targets\": {\"roas\": 2}}");
        assertThat(service.get(WEEK, "If-None-Match", etag).statusCode()).isEqualTo(304);

        replace("{\"targets\": {\"roas\": 3}}");
        assertThat(service.get(WEEK, "If-None-Match", etag).statusCode()).isEqualTo(200);
    }

    @Test
    void whatCannotBeComparedIsLeftOutAndSaysWhy() {
        service.put(
                "/accounts/hotel-lumen/kpis",
                "{\"primaryEvent\": \"registrations\", \"targets\": {\"costPerAction\": 4}}");
        service.put("/accounts/hotel-lumen/kpis", """
                {"primaryEvent": "registrations", "targets": {"costPerAction": 4},
                 "actionTypes": {"registrations": ["never_heard_of"]}}""");
        var report = service.json("/reports/weekly/2025-W30?account=hotel-lumen");

        assertThat(report.at("/kpis/costPerAction").toString())
                .isEqualTo("{\"target\":4.00,\"formula\":\"spend / registrations\"}");
        assertThat(report.at("/absent").toString())
                .contains("{\"path\":\"totals.costPerRegistration\",\"reason\":\"not-returned\"}")
                .contains("{\"path\":\"kpis.costPerAction.value\",\"reason\":\"not-returned\"}");
    }

    @Test
    void anotherReplicaThatHasTheReportInMemoryShowsTheNewTarget() {
        try (var other =
                Weekline.start(service.environment(Map.of()), service.time, SandboxSettings.defaults(), _ -> {})) {
            var request = TestService.request(other.address(), WEEK).GET().build();
            service.send(request);
            assertThat(service.send(request).headers().firstValue("Cache-Status"))
                    .hasValueSatisfying(from -> assertThat(from).contains("memory"));

            replace("{\"targets\": {\"roas\": 7}}");

            await().until(() -> TestService.json(service.send(request))
                    .at("/kpis/roas/target")
                    .asText()
                    .equals("7"));
        }
    }

    @Test
    void whoCannotHearOfAChangeSeesItInTheStampOfAReport() {
        var reports = service.weekline.context().getBean(ReportStore.class);
        var before = reports.stamp(Belmonte.KEY).block();

        replace("{\"targets\": {\"roas\": 7}}");

        assertThat(reports.stamp(Belmonte.KEY).block()).isNotNull().isNotEqualTo(before);
    }

    @Test
    void typesThatAreStoredAreReadAnewWithoutAskingMeta() {
        var before = service.json(WEEK);
        var calls = service.sandbox.counters().total();

        replace("{\"actionTypes\": {\"purchases\": [\"offsite_conversion.fb_pixel_purchase\"]}}");
        var asItStands = service.get(WEEK);

        assertThat(asItStands.headers().firstValue("Cache-Status"))
                .hasValueSatisfying(from -> assertThat(from).contains("refreshing"));
        assertThat(TestService.json(asItStands).at("/totals")).isEqualTo(before.at("/totals"));
        var after = await().until(
                        () -> service.json(WEEK),
                        report -> report.at("/actionTypes/purchases")
                                .asText()
                                .equals("offsite_conversion.fb_pixel_purchase"));
        assertThat(after.at("/totals/purchases").decimalValue())
                .isLessThan(before.at("/totals/purchases").decimalValue());
        assertThat(after.at("/revision").asInt())
                .isEqualTo(before.at("/revision").asInt() + 1);
        assertThat(after.at("/fetchedAt")).isEqualTo(before.at("/fetchedAt"));
        assertThat(service.sandbox.counters().total()).isEqualTo(calls);
        assertThat(rowsOf(after)).isEqualTo(after.at("/totals/purchases").decimalValue());
    }

    @Test
    void otherTypesAreFetchedForEveryWeekThatIsRead() {
        replace("{\"actionTypes\": {\"leads\": [\"no_such_type\", \"add_to_cart\"]}}");

        var report = await().until(
                        () -> service.json(WEEK),
                        found -> found.at("/actionTypes/leads").asText().equals("add_to_cart"));

        assertThat(report.at("/totals/leads").decimalValue()).isPositive();
        assertThat(report.at("/sections/campaigns/rows/0").has("leads")).isTrue();
        assertThat(service.json("/reports/weekly/2025-W39/campaigns?account=belmonte&sort=-leads&limit=1")
                        .at("/rows/0/leads")
                        .decimalValue())
                .isPositive();
        assertThat(service.json("/reports/weekly?account=belmonte&from=2025-W39&to=2025-W39")
                        .at("/weeks/0/actionTypes/leads")
                        .asText())
                .isEqualTo("add_to_cart");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"targets": {"costPerLead": 0}}                              | targets.costPerLead
            {"targets": {"costPerLead": -1}}                             | targets.costPerLead
            {"targets": {"costPerLead": 0.1234567}}                      | targets.costPerLead
            {"targets": {"roas": 1e12}}                                  | targets.roas
            {"targets": {"roas": 1e999999999}}                           | targets.roas
            {"targets": {"roas": 1e-999999999}}                          | targets.roas
            {"targets": {"roas": "much"}}                                | targets.roas
            {"targets": {"costPerAction": 3}}                            | primaryEvent
            {"targets": {"costPerPurchase": 3}}                          | targets.costPerPurchase
            {"targets": {"cost <b>": 3}}                                 |
            {"primaryEvent": "clicks"}                                   | primaryEvent
            {"primaryEvent": 7}                                          | primaryEvent
            {"actionTypes": {"leads": []}}                               | actionTypes.leads
            {"actionTypes": {"leads": ["lead", "lead"]}}                 | actionTypes.leads
            {"actionTypes": {"purchases": ["lead'; DROP TABLE x"]}}      | actionTypes.purchases
            {"actionTypes": {"registrations": [null]}}                   | actionTypes.registrations
            {"actionTypes": {"leads": ["a","b","c","d","e","f","g","h","i","j","k","l","m","n","o","p","q","r","s","t","u"]}} | actionTypes.leads
            """)
    void whatCannotBeMeantIsNamed(String body, String field) {
        var answer = service.put(KPIS, body);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(TestService.json(answer).at("/field").asText()).isEqualTo(field == null ? "" : field);
        assertThat(service.get(KPIS).body()).isEqualTo("{\"targets\":{},\"actionTypes\":{}}");
    }

    @Test
    void whatWasSaidIsToldAgainExactly() {
        var said = "{\"primaryEvent\":\"leads\",\"targets\":{\"costPerLead\":12.345678,\"costPerAction\":1200,"
                + "\"roas\":0.000001},\"actionTypes\":{\"leads\":[\"offsite_conversion.custom.1\",\"lead\"]}}";

        assertThat(service.put(KPIS, said).body()).isEqualTo(said);
        assertThat(service.get(KPIS).body()).isEqualTo(said);
    }

    @Test
    void anAccountThatNobodyKnowsHasNoKpis() {
        assertThat(service.get("/accounts/nobody/kpis").statusCode()).isEqualTo(404);
        assertThat(service.put("/accounts/nobody/kpis", "{}").statusCode()).isEqualTo(404);
    }

    private static void assertKpi(JsonNode kpi, JsonNode value, String target, boolean onTrack, String formula) {
        var distance = Change.between(new BigDecimal(target), value.decimalValue());
        assertThat(kpi.at("/value")).isEqualTo(value);
        assertThat(kpi.at("/target").asText()).isEqualTo(target);
        assertThat(kpi.at("/distance/absolute").decimalValue()).isEqualByComparingTo(distance.absolute());
        assertThat(kpi.at("/distance/relative").decimalValue())
                .isEqualByComparingTo(distance.relative().orElseThrow());
        assertThat(kpi.at("/onTrack").asBoolean()).isEqualTo(onTrack);
        assertThat(kpi.at("/formula").asText()).isEqualTo(formula);
    }

    private static BigDecimal rowsOf(JsonNode report) {
        var sum = BigDecimal.ZERO;
        for (var row : report.at("/sections/daily/rows")) {
            sum = sum.add(row.path("purchases").decimalValue());
        }
        return sum;
    }

    private static void replace(String kpis) {
        assertThat(service.put(KPIS, kpis).statusCode()).isEqualTo(200);
    }
}
