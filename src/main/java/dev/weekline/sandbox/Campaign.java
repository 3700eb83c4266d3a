package dev.weekline.sandbox;

import java.time.LocalDate;

/**
 * One campaign with its ad sets and ads.
 *
 * @param lane the place it fills
 * @param turn how many campaigns filled the place before it
 * @param start its first day
 * @param end its last day
 */
record Campaign(Lane lane, int turn, LocalDate start, LocalDate end) {

    private static final int ADS_IN_A_SET = 4;

    boolean runsOn(LocalDate day) {
        return !day.isBefore(start) && !day.isAfter(end);
    }

    Dice dice() {
        return lane.dice().with(turn);
    }

    int ads() {
        return lane.ads();
    }

    int adSets() {
        return (ads() + ADS_IN_A_SET - 1) / ADS_IN_A_SET;
    }

    /** The ad set that holds an ad; both are numbered from 0 within the campaign. */
    int setOf(int ad) {
        return ad / ADS_IN_A_SET;
    }

    /**
     * How much of the campaign goes to each of its ads on a day. An ad that is not running weighs nothing; the first
     * one runs as long as the campaign.
     */
    long[] adWeights(LocalDate day) {
        var weights = new long[ads()];
        for (var ad = 0; ad < weights.length; ad++) {
            weights[ad] = weight(ad, day);
        }
        return weights;
    }

    /** Whether an ad is delivered on a day. */
    boolean delivers(int ad, LocalDate day) {
        return runsOn(day) && weight(ad, day) > 0;
    }

    private long weight(int ad, LocalDate day) {
        var dice = dice().with("ad").with(ad);
        var weight = 200L + dice.below(800);
        if (ad == 0 || lane.rhythm().equals(Lane.Rhythm.WITHOUT_END)) {
            return weight;
        }
        var age = day.toEpochDay() - start.toEpochDay();
        var first = dice.with("first").below(Math.max(1, lane.rhythm().run() / 2));
        var last = first + 14 + dice.with("last").below(lane.rhythm().run());
        return age < first || age > last ? 0 : weight;
    }
}
