package dev.weekline.sandbox;

/** Dividing whole numbers without losing or inventing a unit. */
final class Shares {

    private Shares() {}

    /**
     * Divides {@code total} by weight. The parts add up to the total, each is its exact share rounded up or down, and
     * what weighs nothing gets nothing. Which parts are rounded up is drawn by {@code dice}, so that small totals do
     * not always land in the same place.
     */
    static long[] of(long total, long[] weights, Dice dice) {
        var parts = new long[weights.length];
        var sum = sum(weights);
        if (sum == 0 || total == 0) {
            return parts;
        }
        var start = dice.below(sum);
        var weighed = 0L;
        var given = 0L;
        for (var i = 0; i < weights.length; i++) {
            weighed += weights[i];
            var due = Math.addExact(Math.multiplyExact(total, weighed), start) / sum;
            parts[i] = due - given;
            given = due;
        }
        return parts;
    }

    /** The place that one thing falls to, likelier the heavier. */
    static int pick(long[] weights, Dice dice) {
        var left = dice.below(sum(weights));
        var place = 0;
        while (left >= weights[place]) {
            left -= weights[place++];
        }
        return place;
    }

    private static long sum(long[] weights) {
        var sum = 0L;
        for (var weight : weights) {
            sum += weight;
        }
        return sum;
    }
}
