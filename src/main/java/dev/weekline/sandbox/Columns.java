package dev.weekline.sandbox;

import dev.weekline.sandbox.Column.Actions;
import dev.weekline.sandbox.Column.Figure;
import dev.weekline.sandbox.Column.Silent;
import dev.weekline.sandbox.Column.Text;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Every field that can be asked for, by Meta's name. */
final class Columns {

    private static final Map<String, Column> ALL = Stream.of(texts(), figures(), actions(), silent())
            .flatMap(columns -> columns)
            .collect(Collectors.toUnmodifiableMap(Column::name, Function.identity()));

    private Columns() {}

    static Optional<Column> find(String name) {
        return Optional.ofNullable(ALL.get(name));
    }

    private static Stream<Column> texts() {
        return Stream.of(
                new Text(
                        "account_id", row -> Optional.of(row.subject().account().digits())),
                new Text(
                        "account_name",
                        row -> Optional.of(row.subject().account().name())),
                new Text(
                        "account_currency",
                        row -> Optional.of(row.subject().account().currency())),
                new Text("attribution_setting", _ -> Optional.of("7d_click_1d_view")),
                new Text("campaign_id", row -> row.subject().campaignId()),
                new Text("campaign_name", row -> row.subject().campaignName()),
                new Text(
                        "objective",
                        row -> row.subject()
                                .campaign()
                                .map(it -> it.lane().objective().graphName())),
                new Text("buying_type", row -> row.subject().campaign().map(_ -> "AUCTION")),
                new Text("adset_id", row -> row.subject().adSetId()),
                new Text("adset_name", row -> row.subject().adSetName()),
                new Text("optimization_goal", Columns::goal),
                new Text("ad_id", row -> row.subject().adId()),
                new Text("ad_name", row -> row.subject().adName()),
                ranking("quality_ranking"),
                ranking("engagement_rate_ranking"),
                ranking("conversion_rate_ranking"),
                new Text("date_start", row -> Optional.of(row.slice().since().toString())),
                new Text("date_stop", row -> Optional.of(row.slice().until().toString())));
    }

    private static Stream<Column> figures() {
        return Stream.of(
                new Figure("spend", RowFigures::spend),
                new Figure("impressions", RowFigures::impressions),
                new Figure("reach", RowFigures::reach),
                new Figure("frequency", RowFigures.ratio(RowFigures::impressions, RowFigures::reach, 1)),
                new Figure("clicks", RowFigures::clicks),
                new Figure("unique_clicks", RowFigures::uniqueClicks),
                new Figure("ctr", RowFigures.ratio(RowFigures::clicks, RowFigures::impressions, 100)),
                new Figure("unique_ctr", RowFigures.ratio(RowFigures::uniqueClicks, RowFigures::reach, 100)),
                new Figure("cpc", RowFigures.ratio(RowFigures::spend, RowFigures::clicks, 1)),
                new Figure("cpm", RowFigures.ratio(RowFigures::spend, RowFigures::impressions, 1000)),
                new Figure("cpp", RowFigures.ratio(RowFigures::spend, RowFigures::reach, 1000)),
                new Figure("cost_per_unique_click", RowFigures.ratio(RowFigures::spend, RowFigures::uniqueClicks, 1)),
                new Figure("inline_link_clicks", RowFigures::linkClicks),
                new Figure(
                        "inline_link_click_ctr",
                        RowFigures.ratio(RowFigures::linkClicks, RowFigures::impressions, 100)),
                new Figure(
                        "cost_per_inline_link_click", RowFigures.ratio(RowFigures::spend, RowFigures::linkClicks, 1)),
                new Figure("inline_post_engagement", row -> RowFigures.count(ActionType.named("post_engagement"), row)),
                new Figure("social_spend", _ -> Optional.of(BigDecimal.ZERO)));
    }

    private static Stream<Column> actions() {
        var purchase = List.of(ActionType.named("omni_purchase"));
        var pixelPurchase = List.of(ActionType.named("offsite_conversion.fb_pixel_purchase"));
        return Stream.of(
                new Actions("actions", ActionType.ALL, RowFigures::count),
                new Actions("action_values", ActionType.ALL, RowFigures::worth),
                new Actions("cost_per_action_type", ActionType.ALL, RowFigures::cost),
                new Actions("purchase_roas", purchase, RowFigures::returned),
                new Actions("website_purchase_roas", pixelPurchase, RowFigures::returned));
    }

    /** Meta knows these; this account has nothing to say about them. */
    private static Stream<Column> silent() {
        return Stream.of(
                        "auction_bid",
                        "canvas_avg_view_time",
                        "conversion_values",
                        "conversions",
                        "cost_per_conversion",
                        "cost_per_thruplay",
                        "created_time",
                        "instant_experience_clicks_to_open",
                        "mobile_app_purchase_roas",
                        "outbound_clicks",
                        "outbound_clicks_ctr",
                        "unique_actions",
                        "unique_inline_link_clicks",
                        "updated_time",
                        "video_30_sec_watched_actions",
                        "video_p100_watched_actions",
                        "video_p25_watched_actions",
                        "video_p50_watched_actions",
                        "video_p75_watched_actions",
                        "video_play_actions",
                        "video_thruplay_watched_actions",
                        "website_ctr")
                .map(Silent::new);
    }

    private static Column ranking(String name) {
        return new Text(name, row -> Ranking.of(name, row));
    }

    private static Optional<String> goal(Row row) {
        return row.subject()
                .adSet()
                .flatMap(_ -> row.subject().campaign())
                .map(it -> it.lane().objective().goal());
    }
}
