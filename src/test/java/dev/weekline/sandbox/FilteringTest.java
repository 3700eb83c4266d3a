package dev.weekline.sandbox;

import static dev.weekline.sandbox.Caller.figure;
import static dev.weekline.sandbox.Caller.query;
import static dev.weekline.sandbox.Caller.sum;
import static dev.weekline.sandbox.Caller.week;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Rows can be left out, and all of them told together. */
class FilteringTest {

    private static final LocalDate MONDAY = LocalDate.of(2025, 9, 22);
    private static final Sandbox SANDBOX = Sandbox.start(
            SandboxSettings.defaults().withLatency(Latency.none()), new TurnableClock("2025-11-20T12:00:00Z"));
    private static final SandboxAccount BELMONTE = SANDBOX.accounts().getFirst();

    private final Caller caller = new Caller(SANDBOX);

    @AfterAll
    static void stop() {
        SANDBOX.close();
    }

    @Test
    void idsNarrowToWhatTheyName() {
        var ads = ads("");
        var campaign = ads.get(5).path("campaign_id").textValue();
        var set = ads.get(9).path("adset_id").textValue();
        var ad = ads.get(12).path("ad_id").textValue();

        assertThat(ads(filter("campaign.id", "IN", "[\"" + campaign + "\"]")))
                .isEqualTo(those(ads, it -> it.path("campaign_id").textValue().equals(campaign)));
        assertThat(ads(filter("adset.id", "EQUAL", "\"" + set + "\"")))
                .isEqualTo(those(ads, it -> it.path("adset_id").textValue().equals(set)));
        assertThat(ads(filter("ad.id", "NOT_IN", "[" + ad + "]")))
                .isEqualTo(those(ads, it -> !it.path("ad_id").textValue().equals(ad)));
    }

    @Test
    void namesNarrowByWhatTheyContain() {
        var ads = ads("");

        assertThat(ads(filter("campaign.name", "CONTAIN", "\"Retargeting\"")))
                .isNotEmpty()
                .isEqualTo(those(ads, it -> it.path("campaign_name").textValue().contains("Retargeting")));
    }

    @Test
    void figuresNarrowToLargerOrSmaller() {
        var ads = ads("");

        assertThat(ads(filter("ad.impressions", "GREATER_THAN", "50000")))
                .isNotEmpty()
                .isEqualTo(those(ads, it -> figure(it, "impressions").intValue() > 50_000));
        assertThat(ads(filter("spend", "LESS_THAN", "\"300.5\"")))
                .isNotEmpty()
                .isEqualTo(those(ads, it -> figure(it, "spend").compareTo(new BigDecimal("300.5")) < 0));
    }

    @Test
    void allFiltersMustHold() {
        var ads = ads("");
        var two = "[{\"field\":\"campaign.name\",\"operator\":\"CONTAIN\",\"value\":\"a\"},"
                + "{\"field\":\"spend\",\"operator\":\"GREATER_THAN\",\"value\":600}]";

        assertThat(ads(two))
                .isNotEmpty()
                .isEqualTo(those(
                        ads,
                        it -> it.path("campaign_name").textValue().contains("a")
                                && figure(it, "spend").intValue() >= 600));
    }

    @Test
    void statusIsThatOfToday() {
        var active = ads(filter("campaign.effective_status", "IN", "[\"ACTIVE\"]"));
        var paused = ads(filter("campaign.effective_status", "IN", "[\"PAUSED\"]"));

        assertThat(active).isNotEmpty();
        assertThat(paused).isNotEmpty();
        assertThat(active.size() + paused.size()).isEqualTo(ads("").size());
    }

    @Test
    void aFilterOnAdsNarrowsTheRowsAboveThem() {
        var ad = ads("").get(4);
        var account = caller.rows(
                BELMONTE,
                query(
                        "fields",
                        "impressions,spend",
                        "time_range",
                        week(MONDAY),
                        "filtering",
                        filter("ad.id", "EQUAL", ad.path("ad_id").toString())));

        assertThat(account).hasSize(1);
        assertThat(account.getFirst().path("impressions")).isEqualTo(ad.path("impressions"));
        assertThat(account.getFirst().path("spend")).isEqualTo(ad.path("spend"));
    }

    @Test
    void aSummaryTellsAllPagesAndCountsPeopleOnce() {
        var asked = query(
                "level",
                "ad",
                "fields",
                "spend,impressions,reach",
                "limit",
                "5",
                "time_range",
                week(MONDAY),
                "default_summary",
                "true");
        var page = caller.answer(BELMONTE, asked);
        var summary = page.path("summary");
        var whole = caller.rows(BELMONTE, query("fields", "spend,impressions,reach", "time_range", week(MONDAY)));

        assertThat(page.path("data")).hasSize(5);
        assertThat(summary).isEqualTo(whole.getFirst());
        assertThat(figure(summary, "spend")).isEqualByComparingTo(sum(ads(""), "spend"));
        assertThat(caller.followed(page.at("/paging/next").textValue()).path("summary"))
                .isEqualTo(summary);
    }

    @Test
    void aSummaryTellsTheFieldsItIsAskedFor() {
        var summary = caller.answer(
                        BELMONTE,
                        query(
                                "level",
                                "campaign",
                                "fields",
                                "spend,impressions",
                                "time_range",
                                week(MONDAY),
                                "default_summary",
                                "true",
                                "summary",
                                "[\"impressions\"]"))
                .path("summary");

        assertThat(summary.fieldNames()).toIterable().containsExactly("impressions", "date_start", "date_stop");
    }

    @Test
    void aSummaryOfSeveralDaysAddsThemUpButNotTheirPeople() {
        var days = query(
                "fields", "spend,reach", "time_increment", "1", "time_range", week(MONDAY), "default_summary", "true");
        var week = query("fields", "spend,reach", "time_range", week(MONDAY));

        assertThat(caller.answer(BELMONTE, days).path("summary"))
                .isEqualTo(caller.rows(BELMONTE, week).getFirst());
    }

    @Test
    void aSummaryIsNarrowedByFiguresButNotByPartsOfNames() {
        var all = ads("");
        var large = summary(filter("spend", "GREATER_THAN", "600"));
        var named = summary(filter("campaign.name", "CONTAIN", "\"Retargeting\""));

        assertThat(figure(large, "spend"))
                .isEqualByComparingTo(sum(
                        those(all, it -> figure(it, "spend").compareTo(new BigDecimal(600)) > 0), "spend"));
        assertThat(figure(named, "spend")).isEqualByComparingTo(sum(all, "spend"));
    }

    @Test
    void withoutBeingAskedNothingIsSummedUp() {
        assertThat(caller.answer(BELMONTE, query()).has("summary")).isFalse();
    }

    private JsonNode summary(String filtering) {
        return caller.answer(
                        BELMONTE,
                        query(
                                "level",
                                "ad",
                                "fields",
                                "spend",
                                "time_range",
                                week(MONDAY),
                                "filtering",
                                filtering,
                                "default_summary",
                                "1"))
                .path("summary");
    }

    private List<JsonNode> ads(String filtering) {
        return caller.rows(
                BELMONTE,
                query(
                        "level",
                        "ad",
                        "fields",
                        "ad_id,adset_id,campaign_id,campaign_name,impressions,spend",
                        "time_range",
                        week(MONDAY),
                        "filtering",
                        filtering));
    }

    private static String filter(String field, String operator, String value) {
        return "[{\"field\":\"" + field + "\",\"operator\":\"" + operator + "\",\"value\":" + value + "}]";
    }

    private static List<JsonNode> those(List<JsonNode> rows, Predicate<JsonNode> wanted) {
        return rows.stream().filter(wanted).toList();
    }
}
