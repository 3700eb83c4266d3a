package dev.weekline.backfill;

import dev.weekline.report.Spans;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * How a replica works in the background.
 *
 * @param every how long it pauses between two rounds
 * @param bound how long a round goes on beginning weeks; what is left is for the next
 * @param atOnce how many accounts it works on side by side
 * @param together how many missing weeks that lie side by side are fetched together
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
        @Bindable(defaultValue = "27") int together,
        @Bindable(defaultValue = "8") int attempts,
        @Bindable(defaultValue = "1m") Duration restAfterFailure,
        @Bindable(defaultValue = "6h") Duration longestRest) {

    private static final int MOST_AT_ONCE = 20;
    private static final int MOST_ATTEMPTS = 1_000;

    BackfillSettings {
        require(every.isPositive(), "every is more than nothing");
        require(bound.isPositive(), "bound is more than nothing");
        require(atOnce > 0 && atOnce <= MOST_AT_ONCE, "at-once is 1 to " + MOST_AT_ONCE + ", not " + atOnce);
        require(
                together > 0 && together <= Spans.MOST_WEEKS,
                "together is 1 to " + Spans.MOST_WEEKS + ", not " + together);
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
