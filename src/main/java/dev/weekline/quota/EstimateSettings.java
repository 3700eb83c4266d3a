package dev.weekline.quota;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * How the size of a bucket follows what Meta tells.
 *
 * @param ceiling how many times the first guess a bucket may grow to
 * @param growth what one step of growing adds, in percent of the size before it
 * @param every how long it is from one step of growing to the next
 * @param evidence the use, in percent, below which rounding and other people's calls weigh too much to learn how much
 *     an hour holds, and the share of the guess, in percent, below which what we spent tells nothing at all
 */
@ConfigurationProperties("weekline.quota.learning")
record EstimateSettings(
        @Bindable(defaultValue = "20") double ceiling,
        @Bindable(defaultValue = "25") double growth,
        @Bindable(defaultValue = "10m") Duration every,
        @Bindable(defaultValue = "5") double evidence) {

    EstimateSettings {
        require("ceiling", ceiling >= 1 && Double.isFinite(ceiling), "1 or more");
        require("growth", growth > 0 && Double.isFinite(growth), "more than 0 percent");
        require("every", every.isPositive(), "more than nothing");
        require("evidence", evidence > 0 && evidence <= 100, "more than 0 and at most 100 percent");
    }

    static EstimateSettings defaults() {
        return new EstimateSettings(20, 25, Duration.ofMinutes(10), 5);
    }

    private static void require(String name, boolean met, String rule) {
        if (!met) {
            throw new IllegalArgumentException("weekline.quota.learning." + name + " is " + rule);
        }
    }
}
