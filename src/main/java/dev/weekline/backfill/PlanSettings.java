package dev.weekline.backfill;

import dev.weekline.week.Retention;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * Which weeks are planned.
 *
 * @param horizon how many weeks back, the running one included
 * @param every how often somebody in the cluster looks for weeks that need work
 * @param settle how long after its end a week is fetched, and the next one for the first time
 * @param spread over how long the accounts are spread then, so that not all come at once
 */
@ConfigurationProperties("weekline.plan")
record PlanSettings(
        @Bindable(defaultValue = "54") int horizon,
        @Bindable(defaultValue = "5m") Duration every,
        @Bindable(defaultValue = "1h") Duration settle,
        @Bindable(defaultValue = "2h") Duration spread) {

    /** As many weeks as lie in the months that Meta tells of. */
    static final int MOST_WEEKS = Retention.MONTHS * 365 / 12 / 7;

    PlanSettings {
        require(horizon > 0 && horizon <= MOST_WEEKS, "horizon is 1 to " + MOST_WEEKS + " weeks, not " + horizon);
        require(every.isPositive(), "every is more than nothing");
        require(!settle.isNegative(), "settle is not negative");
        require(!spread.isNegative(), "spread is not negative");
    }

    private static void require(boolean met, String rule) {
        if (!met) {
            throw new IllegalArgumentException("weekline.plan." + rule);
        }
    }
}
