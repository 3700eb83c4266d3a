package dev.weekline.sandbox;

import java.time.Duration;

/** How long an answer takes. The same question always takes the same time. */
public sealed interface Latency {

    /** Answers come at once. */
    static Latency none() {
        return fixed(Duration.ZERO);
    }

    /** Every answer takes {@code duration}. */
    static Latency fixed(Duration duration) {
        return between(duration, duration);
    }

    /** Answers take from {@code least} to {@code most}, any time in between as often as any other. */
    static Latency between(Duration least, Duration most) {
        return new Between(least, most);
    }

    /**
     * Most answers are quick and a few are very slow, as over a real network.
     *
     * @param median half of the answers are quicker
     * @param p99 one of a hundred is slower
     * @param most none is slower
     */
    static Latency longTailed(Duration median, Duration p99, Duration most) {
        return new LongTailed(median, p99, most);
    }

    /** How long the answer to this question takes. */
    Duration of(Dice question);

    /** Evenly spread. */
    record Between(Duration least, Duration most) implements Latency {

        public Between {
            if (least.isNegative() || most.compareTo(least) < 0) {
                throw new IllegalArgumentException("No latency lies between " + least + " and " + most);
            }
        }

        @Override
        public Duration of(Dice question) {
            var spread = most.minus(least).toNanos();
            return least.plusNanos((long) (question.unit() * spread));
        }
    }

    /** Log-normal, cut off at {@code most}. */
    record LongTailed(Duration median, Duration p99, Duration most) implements Latency {

        /** How many standard deviations above the median 99 of 100 lie. */
        private static final double P99 = 2.326_347_874;

        public LongTailed {
            if (!median.isPositive() || p99.compareTo(median) < 0 || most.compareTo(p99) < 0) {
                throw new IllegalArgumentException(
                        "No latency has the median " + median + ", then " + p99 + " and at most " + most);
            }
        }

        @Override
        public Duration of(Dice question) {
            var spread = StrictMath.log((double) p99.toNanos() / median.toNanos()) / P99;
            var nanos = median.toNanos() * StrictMath.exp(spread * normal(question.with("latency")));
            return Duration.ofNanos((long) Math.min(nanos, most.toNanos()));
        }

        /** By Box and Muller. */
        private static double normal(Dice dice) {
            return StrictMath.sqrt(-2 * StrictMath.log(1 - dice.unit()))
                    * StrictMath.cos(2 * Math.PI * dice.with("angle").unit());
        }
    }
}
