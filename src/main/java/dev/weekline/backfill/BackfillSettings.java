package dev.weekline.backfill;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * How a replica works in the background.
 *
 * @param every how long it pauses between two rounds
 * @param bound how long a round goes on beginning weeks; what is left is for the next
 * @param atOnce how many weeks it works on side by side
 * @param attempts how often a week is tried before it is given up until somebody queues it anew
 * @param restAfterFailure how long a week, or an account that has to be put right, rests after its first failure; each
 *     further one doubles that, up to {@code longestRest}, and half of it is random
 * @param longestRest how long it rests at most
 */
@ConfigurationProperties("weekline.backfill")
record BackfillSettings(
        @Bindable(defaultValue = "10s") Duration every,
        @Bindable(defaultValue = "50s") Duration bound,
        @Bindable(defaultValue = "2") int atOnce,
        @Bindable(defaultValue = "8") int attempts,
        @Bindable(defaultValue = "1m") Duration restAfterFailure,
        @Bindable(defaultValue = "6h") Duration longestRest) {

    private static final int MOST_AT_ONCE = 20;
    private static final int MOST_ATTEMPTS = 1_000;

    BackfillSettings {
        require(every.isPositive(), "every is more than nothing");
        require(bound.isPositive(), "bound is more than nothing");
        require(atOnce > 0 && atOnce <= MOST_AT_ONCE, "at-once is 1 to " + MOST_AT_ONCE + ", not " + atOnce);
        require(attempts > 0 && attempts <= MOST_ATTEMPTS, "attempts is 1 to " + MOST_ATTEMPTS + ", not " + attempts);
        require(restAfterFailure.isPositive(), "rest-after-failure is more than nothing");
        require(longestRest.compareTo(restAfterFailure) >= 0, "longest-rest is rest-after-failure or more");
    }

    private static void require(boolean met, String rule) {
        if (!met) {
            throw new IllegalArgumentException("weekline.backfill." + rule);
        }
    }
}
