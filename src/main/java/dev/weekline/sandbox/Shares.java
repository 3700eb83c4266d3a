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

    /** Every weight with all before it. */
    static long[] summedUp(long[] weights) {
        var sums = weights.clone();
        for (var i = 1; i < sums.length; i++) {
            sums[i] += sums[i - 1];
        }
        return sums;
    }

    /** The place that one thing falls to, likelier the heavier; never one that weighs nothing. */
    static int pick(long[] summedUp, Dice dice) {
        var drawn = dice.below(summedUp[summedUp.length - 1]);
        var below = 0;
        var above = summedUp.length - 1;
        while (below < above) {
            var middle = (below + above) >>> 1;
            if (summedUp[middle] > drawn) {
                above = middle;
            } else {
                below = middle + 1;
            }
        }
        return below;
    }

    private static long sum(long[] weights) {
        var sum = 0L;
        for (var weight : weights) {
            sum += weight;
        }
        return sum;
    }
}
