package dev.weekline.sandbox;

import static dev.weekline.sandbox.Measure.COMMENT;
import static dev.weekline.sandbox.Measure.LANDING;
import static dev.weekline.sandbox.Measure.LINK_CLICK;
import static dev.weekline.sandbox.Measure.OTHER_CLICK;
import static dev.weekline.sandbox.Measure.PAGE_LIKE;
import static dev.weekline.sandbox.Measure.PLAIN;
import static dev.weekline.sandbox.Measure.REACTION;
import static dev.weekline.sandbox.Measure.SPEND;
import static dev.weekline.sandbox.Measure.WATCHED;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/** What a campaign delivers on a day, and what people do after it as time goes by. */
final class Delivery {

    private static final double USUAL_PRICE = 6;
    private static final int MOST_OF_A_KIND = 5_000;
    private static final double HOURS_A_DAY = 24;

    private final SandboxAccount account;
    private final Coin coin;

    Delivery(World world) {
        this.account = world.account();
        this.coin = world.coin();
    }

    /** Adds one day of a campaign to its grid. */
    void add(Campaign campaign, AccountDay day, Grid grid) {
        if (!campaign.runsOn(day.date()) || !day.hasBegun()) {
            return;
        }
        var dice = dice(campaign, day);
        var dollars = dollars(campaign, day, dice);
        var layout = grid.on(campaign, day);
        impressions(campaign, day, dollars, dice)
                .forEach((measure, count) -> layout.divide(measure, count, dice.with(measure.name())));
        for (var conversion : Conversion.values()) {
            convert(conversion, campaign, day, dollars, dice.with(conversion.name()), layout);
        }
    }

    /** What one day of a campaign costs, in minor units. */
    long spent(Campaign campaign, AccountDay day) {
        return campaign.runsOn(day.date()) && day.hasBegun()
                ? (long) (coin.minor(dollars(campaign, day, dice(campaign, day))) * day.delivered())
                : 0;
    }

    private static Dice dice(Campaign campaign, AccountDay day) {
        return campaign.dice().with("day").with(day.date().toEpochDay());
    }

    private static double dollars(Campaign campaign, AccountDay day, Dice dice) {
        return campaign.lane().dollars() * day.demand() * dice.with("dollars").between(0.8, 1.2);
    }

    private Map<Measure, Long> impressions(Campaign campaign, AccountDay day, double dollars, Dice dice) {
        var objective = campaign.lane().objective();
        var price = USUAL_PRICE
                * objective.priceFactor()
                * day.price()
                * campaign.dice().with("price").between(0.8, 1.3)
                * dice.with("price").between(0.92, 1.08);
        var shown = dollars / price * 1000;
        var clicking = shown
                * objective.clickFactor()
                * campaign.dice().with("click").between(0.7, 1.4)
                * dice.with("click").between(0.85, 1.15);
        var counts = new EnumMap<Measure, Long>(Measure.class);
        counts.put(SPEND, coin.minor(dollars));
        counts.put(WATCHED, Math.round(shown * campaign.dice().with("watch").between(0.05, 0.25)));
        counts.put(LANDING, Math.round(clicking * 0.008));
        counts.put(LINK_CLICK, Math.round(clicking * 0.003));
        counts.put(OTHER_CLICK, Math.round(clicking * 0.004));
        counts.put(REACTION, Math.round(clicking * 0.002));
        counts.put(COMMENT, Math.round(clicking * 0.0002));
        counts.put(PAGE_LIKE, Math.round(clicking * 0.0003));
        counts.put(PLAIN, Math.round(shown * 0.7));
        counts.replaceAll((_, count) -> (long) (count * day.delivered()));
        return counts;
    }

    private void convert(
            Conversion conversion, Campaign campaign, AccountDay day, double dollars, Dice dice, Grid.Day layout) {
        var expected = dollars
                * conversion.perDollar(account.trade(), campaign.lane().objective())
                * dice.with("luck").between(0.6, 1.4);
        var happening = Math.min(MOST_OF_A_KIND, (int) (expected + dice.unit()));
        for (var i = 0; i < happening; i++) {
            var one = dice.with(i);
            if (isKnown(one, day)) {
                var place = layout.pick(one);
                place.add(conversion.measure(), 1);
                conversion.value().ifPresent(value -> place.add(value, paid(one)));
            }
        }
    }

    /** A conversion is told some time after its ad: mostly within hours, at the latest in the 27th day. */
    private static boolean isKnown(Dice one, AccountDay day) {
        var shown = HOURS_A_DAY * (one.with("early").unit() + one.with("late").unit()) / 2;
        var known = day.start().plusSeconds((long) (3600 * (shown + delay(one.with("delay")))));
        return !known.isAfter(day.asOf());
    }

    private static double delay(Dice dice) {
        var chance = dice.unit();
        var within = dice.with("within").unit();
        if (chance < 0.62) {
            return within * 6;
        }
        if (chance < 0.85) {
            return 6 + within * 66;
        }
        return chance < 0.96
                ? 72 + within * 96
                : 168 + within * (Duration.ofDays(26).toHours() - 168);
    }

    private long paid(Dice one) {
        var basket = Conversion.basket(account.trade());
        return coin.minor(basket
                * (0.4
                        + 0.5 * one.with("much").unit()
                        + 0.9 * StrictMath.pow(one.with("more").unit(), 3)));
    }
}
