package dev.weekline.meta;

import dev.weekline.meta.Recipe.Dimension;
import java.util.ArrayList;
import java.util.List;

/** Every recipe, written once. Field and breakdown names are those of the Insights reference, v25 and v26. */
public final class Recipes {

    private static final int PAGE = 500;

    private static final List<String> COUNTED =
            List.of("spend", "impressions", "reach", "clicks", "inline_link_clicks", "actions", "action_values");

    /** The account's week as a whole, asked at that grain because reach never adds up. */
    public static final Recipe TOTALS =
            new Recipe("totals", 1, "account", List.of(), with(COUNTED, "account_currency"), List.of(), false, PAGE);

    private static final Recipe CAMPAIGNS = new Recipe(
            "campaigns",
            1,
            "campaign",
            List.of(
                    new Dimension("campaign_id", "campaignId", true),
                    new Dimension("campaign_name", "campaignName", false),
                    new Dimension("objective", "objective", false),
                    new Dimension("buying_type", "buyingType", false)),
            COUNTED,
            List.of(),
            false,
            PAGE);

    private static final Recipe PLACEMENTS = new Recipe(
            "placements",
            1,
            "account",
            List.of(
                    new Dimension("publisher_platform", "publisherPlatform", true),
                    new Dimension("platform_position", "platformPosition", true)),
            COUNTED,
            List.of("publisher_platform", "platform_position"),
            false,
            PAGE);

    private static final Recipe DEMOGRAPHICS = new Recipe(
            "demographics",
            1,
            "account",
            List.of(new Dimension("age", "age", true), new Dimension("gender", "gender", true)),
            COUNTED,
            List.of("age", "gender"),
            false,
            PAGE);

    /** Rankings exist only without breakdowns, and only for ads with 500 impressions or more. */
    private static final Recipe RELEVANCE = new Recipe(
            "relevance",
            1,
            "ad",
            List.of(
                    new Dimension("ad_id", "adId", true),
                    new Dimension("ad_name", "adName", false),
                    new Dimension("campaign_id", "campaignId", false),
                    new Dimension("quality_ranking", "qualityRanking", false),
                    new Dimension("engagement_rate_ranking", "engagementRateRanking", false),
                    new Dimension("conversion_rate_ranking", "conversionRateRanking", false)),
            List.of("spend", "impressions", "clicks"),
            List.of(),
            false,
            PAGE);

    private static final Recipe DAILY = new Recipe(
            "daily", 1, "account", List.of(new Dimension("date_start", "date", true)), COUNTED, List.of(), true, PAGE);

    private Recipes() {}

    static Recipe of(Section section) {
        return switch (section) {
            case CAMPAIGNS -> CAMPAIGNS;
            case PLACEMENTS -> PLACEMENTS;
            case DEMOGRAPHICS -> DEMOGRAPHICS;
            case RELEVANCE -> RELEVANCE;
            case DAILY -> DAILY;
        };
    }

    private static List<String> with(List<String> fields, String more) {
        var all = new ArrayList<>(fields);
        all.add(more);
        return List.copyOf(all);
    }
}
