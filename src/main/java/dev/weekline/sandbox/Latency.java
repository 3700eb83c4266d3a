package dev.weekline.sandbox;

import java.time.Duration;

/**
 * How long an answer takes. The same question always takes the same time.
 *
 * @param least the quickest answer
 * @param most the slowest answer
 */
public record Latency(Duration least, Duration most) {

    public Latency {
        if (least.isNegative() || most.compareTo(least) < 0) {
            throw new IllegalArgumentException("No latency lies between " + least + " and " + most);
        }
    }

    /** Answers come at once. */
    public static Latency none() {
        return fixed(Duration.ZERO);
    }

    /** Every answer takes {@code duration}. */
    public static Latency fixed(Duration duration) {
        return new Latency(duration, duration);
    }

    /** Answers take from {@code least} to {@code most}. */
    public static Latency between(Duration least, Duration most) {
        return new Latency(least, most);
    }

    Duration of(Dice question) {
        var spread = most.minus(least).toNanos();
        return least.plusNanos((long) (question.unit() * spread));
    }
}
