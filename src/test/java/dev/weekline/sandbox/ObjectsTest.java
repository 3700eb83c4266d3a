package dev.weekline.sandbox;

import static dev.weekline.sandbox.Caller.figure;
import static dev.weekline.sandbox.Caller.query;
import static dev.weekline.sandbox.Caller.sum;
import static dev.weekline.sandbox.Caller.week;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Campaigns, ad sets and ads are objects of the graph, with insights of their own. */
class ObjectsTest {

    private static final LocalDate MONDAY = LocalDate.of(2025, 9, 22);
    private static final Sandbox SANDBOX = Sandbox.start(
            SandboxSettings.defaults().withLatency(Latency.none()), new TurnableClock("2025-11-20T12:00:00Z"));
    private static final SandboxAccount BELMONTE = SANDBOX.accounts().getFirst();
    private static final SandboxAccount OTHER = SANDBOX.accounts().getLast();

    private final Caller caller = new Caller(SANDBOX);

    @AfterAll
    static void stop() {
        SANDBOX.close();
    }

    @Test
    void whateverHasARowOfInsightsIsListed() {
        for (var level : List.of("campaign", "adset", "ad")) {
            var told = caller.rows(BELMONTE, query("level", level, "time_range", week(MONDAY)));

            assertThat(listed(level + "s", "id"))
                    .extracting(node -> node.path("id").textValue())
                    .doesNotHaveDuplicates()
                    .containsAll(told.stream()
                            .map(row -> row.path(level + "_id").textValue())
                            .toList());
        }
    }

    @Test
    void aListHasPagesOfTwentyFive() {
        var page = caller.told(BELMONTE.accessToken(), "/v26.0/" + BELMONTE.id() + "/ads", query());

        assertThat(page.path("data")).hasSize(25);
        assertThat(page.path("data").path(0).fieldNames()).toIterable().containsExactly("id");
        assertThat(caller.followed(page.at("/paging/next").textValue())
                        .at("/paging/previous")
                        .textValue())
                .isNotBlank();
    }

    @Test
    void anObjectTellsTheSameInAListAndByItself() {
        var fields = "name,account_id,campaign_id,adset_id,status,effective_status,created_time";
        var listed = listed("ads", fields).getLast();
        var itself = caller.told(
                BELMONTE.accessToken(), "/v26.0/" + listed.path("id").textValue(), query("fields", fields));

        assertThat(itself).isEqualTo(listed);
        assertThat(itself.path("account_id").textValue()).isEqualTo(BELMONTE.digits());
        assertThat(itself.path("created_time").textValue()).matches("\\d{4}-\\d\\d-\\d\\dT00:00:00\\+0[12]00");
    }

    @Test
    void objectsBearTheNamesThatTheirRowsBear() {
        var row = caller.rows(
                        BELMONTE,
                        query(
                                "level", "ad",
                                "fields", "ad_id,ad_name,adset_id,adset_name,campaign_id,campaign_name,objective",
                                "time_range", week(MONDAY)))
                .getLast();

        assertThat(node(row.path("ad_id"), "name").path("name")).isEqualTo(row.path("ad_name"));
        assertThat(node(row.path("adset_id"), "name").path("name")).isEqualTo(row.path("adset_name"));
        assertThat(node(row.path("campaign_id"), "name").path("name")).isEqualTo(row.path("campaign_name"));
        assertThat(node(row.path("campaign_id"), "objective").path("objective")).isEqualTo(row.path("objective"));
    }

    @Test
    void aCampaignListsItsPartsOnly() {
        var campaign = listed("campaigns", "id").get(3).path("id").textValue();
        var sets =
                caller.listed(BELMONTE.accessToken(), "/v26.0/" + campaign + "/adsets", query("fields", "campaign_id"));
        var set = sets.getFirst().path("id").textValue();
        var ads = caller.listed(
                BELMONTE.accessToken(), "/v26.0/" + set + "/ads", query("fields", "campaign_id,adset_id"));

        assertThat(sets).allMatch(it -> it.path("campaign_id").textValue().equals(campaign));
        assertThat(ads)
                .isNotEmpty()
                .allMatch(it -> it.path("adset_id").textValue().equals(set));
    }

    @Test
    void whatHasEndedIsPausedWithEverythingInIt() {
        var campaigns = listed("campaigns", "effective_status");
        var paused = campaigns.stream()
                .filter(it -> it.path("effective_status").textValue().equals("PAUSED"))
                .toList();
        var ads = caller.listed(
                BELMONTE.accessToken(),
                "/v26.0/" + paused.getFirst().path("id").textValue() + "/ads",
                query("fields", "effective_status"));

        assertThat(campaigns)
                .anyMatch(it -> it.path("effective_status").textValue().equals("ACTIVE"));
        assertThat(ads).allMatch(it -> it.path("effective_status").textValue().equals("CAMPAIGN_PAUSED"));
        assertThat(caller.listed(
                        BELMONTE.accessToken(),
                        "/v26.0/" + BELMONTE.id() + "/campaigns",
                        query("effective_status", "[\"PAUSED\"]")))
                .hasSameSizeAs(paused);
    }

    @ParameterizedTest
    @CsvSource({"campaigns, AdCampaignGroup", "adsets, AdCampaign", "ads, Adgroup"})
    void aFieldThatAnObjectDoesNotHaveIsRefused(String edge, String type) {
        var error = caller.refused(
                BELMONTE.accessToken(), "/v26.0/" + BELMONTE.id() + "/" + edge, query("fields", "shoes"));

        assertThat(error.path("message").textValue())
                .isEqualTo("(#100) Tried accessing nonexisting field (shoes) on node type (" + type + ")");
    }

    @Test
    void anObjectOfSomebodyElseIsNotThere() {
        var id = listed("campaigns", "id").getFirst().path("id").textValue();
        var forStranger = caller.refused(OTHER.accessToken(), "/v26.0/" + id + "/insights", query());
        var unknown = caller.refused(BELMONTE.accessToken(), "/v26.0/23000000000000010", query());

        assertThat(List.of(forStranger, unknown))
                .allMatch(error -> error.path("code").intValue() == 100)
                .allMatch(error -> error.path("error_subcode").intValue() == 33);
    }

    @Test
    void anObjectTellsItsOwnLevelUnlessAskedForAnother() {
        var week = query("fields", "impressions,reach,spend,clicks", "time_range", week(MONDAY));
        for (var level : List.of("campaign", "adset", "ad")) {
            var rows = caller.rows(BELMONTE, with(week, "level", level));
            var row = rows.get(rows.size() / 2);
            var own = of(row.path(level + "_id"), week);

            assertThat(own).containsExactly(row);
        }
    }

    @Test
    void theAdsOfACampaignAddUpToIt() {
        var week = query("fields", "impressions,spend,clicks", "time_range", week(MONDAY));
        var campaign = caller.rows(BELMONTE, with(week, "level", "campaign")).get(2);
        var ads = of(campaign.path("campaign_id"), with(week, "level", "ad"));
        var ages = of(campaign.path("campaign_id"), with(week, "breakdowns", "age"));

        for (var figure : List.of("impressions", "spend", "clicks")) {
            assertThat(sum(ads, figure)).isEqualByComparingTo(figure(campaign, figure));
            assertThat(sum(ages, figure)).isEqualByComparingTo(figure(campaign, figure));
        }
    }

    @Test
    void anAdBrokenDownAddsUpToTheAd() {
        var week = query("fields", "impressions,spend", "time_range", week(MONDAY));
        var ad = caller.rows(BELMONTE, with(week, "level", "ad")).get(7);
        var places = of(ad.path("ad_id"), with(week, "breakdowns", "publisher_platform,platform_position"));
        var same = caller
                .rows(BELMONTE, with(with(week, "level", "ad"), "breakdowns", "publisher_platform,platform_position"))
                .stream()
                .filter(row -> row.path("ad_id").equals(ad.path("ad_id")))
                .toList();

        assertThat(sum(places, "impressions")).isEqualByComparingTo(figure(ad, "impressions"));
        assertThat(places).isEqualTo(same);
    }

    private List<JsonNode> listed(String edge, String fields) {
        return caller.listed(
                BELMONTE.accessToken(),
                "/v26.0/" + BELMONTE.id() + "/" + edge,
                query("fields", fields, "limit", "500"));
    }

    private JsonNode node(JsonNode id, String fields) {
        return caller.told(BELMONTE.accessToken(), "/v26.0/" + id.textValue(), query("fields", fields));
    }

    private List<JsonNode> of(JsonNode id, Map<String, String> query) {
        return caller.listed(BELMONTE.accessToken(), "/v26.0/" + id.textValue() + "/insights", query);
    }

    private static Map<String, String> with(Map<String, String> query, String name, String value) {
        var more = query();
        more.putAll(query);
        more.put(name, value);
        return more;
    }
}
