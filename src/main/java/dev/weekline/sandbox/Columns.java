package dev.weekline.sandbox;

import dev.weekline.sandbox.Column.ActionFigure;
import dev.weekline.sandbox.Column.Actions;
import dev.weekline.sandbox.Column.Figure;
import dev.weekline.sandbox.Column.Silent;
import dev.weekline.sandbox.Column.Text;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Every field that can be asked for, by Meta's name. */
final class Columns {

    private static final int DECIMALS = 6;

    private static final Function<Row, Optional<BigDecimal>> SPEND = row -> Optional.of(spend(row));
    private static final Function<Row, Optional<BigDecimal>> IMPRESSIONS =
            row -> Optional.of(BigDecimal.valueOf(row.tally().impressions()));
    private static final Function<Row, Optional<BigDecimal>> CLICKS =
            row -> row.tally().impressions() == 0
                    ? Optional.empty()
                    : Optional.of(BigDecimal.valueOf(row.tally().clicks()));
    private static final Function<Row, Optional<BigDecimal>> LINK_CLICKS =
            unlessZero(row -> row.tally().linkClicks());
    private static final Function<Row, Optional<BigDecimal>> REACH =
            row -> row.reach().filter(reach -> reach > 0).map(BigDecimal::valueOf);
    private static final Function<Row, Optional<BigDecimal>> UNIQUE_CLICKS =
            unlessZero(row -> row.reach().map(reach -> uniqueClicks(row, reach)).orElse(0L));

    private static final ActionFigure COUNT =
            (type, row) -> type.count(row.tally()).map(BigDecimal::valueOf);
    private static final ActionFigure WORTH =
            (type, row) -> type.worth(row.tally()).map(row.coin()::major);
    private static final ActionFigure COST =
            (type, row) -> COUNT.of(type, row).flatMap(count -> ratio(spend(row), count, 1));
    private static final ActionFigure RETURN =
            (type, row) -> WORTH.of(type, row).flatMap(worth -> ratio(worth, spend(row), 1));

    private static final Map<String, Column> ALL = Stream.of(texts(), figures(), actions(), silent())
            .flatMap(columns -> columns)
            .collect(Collectors.toUnmodifiableMap(Column::name, Function.identity()));

    private Columns() {}

    static Optional<Column> find(String name) {
        return Optional.ofNullable(ALL.get(name));
    }

    static Column of(String name) {
        return find(name).orElseThrow();
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
                new Figure("spend", SPEND),
                new Figure("impressions", IMPRESSIONS),
                new Figure("reach", REACH),
                new Figure("frequency", ratio(IMPRESSIONS, REACH, 1)),
                new Figure("clicks", CLICKS),
                new Figure("unique_clicks", UNIQUE_CLICKS),
                new Figure("ctr", ratio(CLICKS, IMPRESSIONS, 100)),
                new Figure("unique_ctr", ratio(UNIQUE_CLICKS, REACH, 100)),
                new Figure("cpc", ratio(SPEND, CLICKS, 1)),
                new Figure("cpm", ratio(SPEND, IMPRESSIONS, 1000)),
                new Figure("cpp", ratio(SPEND, REACH, 1000)),
                new Figure("cost_per_unique_click", ratio(SPEND, UNIQUE_CLICKS, 1)),
                new Figure("inline_link_clicks", LINK_CLICKS),
                new Figure("inline_link_click_ctr", ratio(LINK_CLICKS, IMPRESSIONS, 100)),
                new Figure("cost_per_inline_link_click", ratio(SPEND, LINK_CLICKS, 1)),
                new Figure("inline_post_engagement", row -> COUNT.of(ActionType.named("post_engagement"), row)),
                new Figure("social_spend", _ -> Optional.of(BigDecimal.ZERO)));
    }

    private static Stream<Column> actions() {
        var purchase = List.of(ActionType.named("omni_purchase"));
        var pixelPurchase = List.of(ActionType.named("offsite_conversion.fb_pixel_purchase"));
        return Stream.of(
                new Actions("actions", ActionType.ALL, COUNT),
                new Actions("action_values", ActionType.ALL, WORTH),
                new Actions("cost_per_action_type", ActionType.ALL, COST),
                new Actions("purchase_roas", purchase, RETURN),
                new Actions("website_purchase_roas", pixelPurchase, RETURN));
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

    private static BigDecimal spend(Row row) {
        return row.coin().major(row.tally().of(Measure.SPEND));
    }

    /** Some people click twice. */
    private static long uniqueClicks(Row row, long reach) {
        return reach == 0 ? 0 : Math.min(reach, Reach.of(row.tally().clicks(), reach));
    }

    private static Function<Row, Optional<BigDecimal>> unlessZero(ToLongFunction<Row> count) {
        return row ->
                Optional.of(count.applyAsLong(row)).filter(value -> value != 0).map(BigDecimal::valueOf);
    }

    private static Function<Row, Optional<BigDecimal>> ratio(
            Function<Row, Optional<BigDecimal>> above, Function<Row, Optional<BigDecimal>> below, int factor) {
        return row -> above.apply(row).flatMap(over -> below.apply(row).flatMap(under -> ratio(over, under, factor)));
    }

    private static Optional<BigDecimal> ratio(BigDecimal above, BigDecimal below, int factor) {
        return below.signum() == 0
                ? Optional.empty()
                : Optional.of(above.multiply(BigDecimal.valueOf(factor)).divide(below, DECIMALS, RoundingMode.HALF_UP));
    }
}
