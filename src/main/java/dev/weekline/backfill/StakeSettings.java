package dev.weekline.backfill;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.math.BigDecimal;
import java.time.Duration;

/**
 * What counts how much: the money at stake in an account, and how recent a week is. Both are written as time, so that
 * what has waited longer by as much comes first, and nobody waits for ever.
 *
 * @param much spend of the last seven days, in the account's currency, above which an account comes first
 * @param some spend above which it comes before the rest
 * @param muchEvery how often the open week of an account of the first kind is refreshed
 * @param someEvery the same for the second kind
 * @param otherEvery the same for the rest
 * @param someLater by how much the second kind comes later than the first
 * @param otherLater by how much the rest comes later than the first
 * @param weekLater by how much a week comes later than the one after it
 */
@ConfigurationProperties("weekline.stake")
record StakeSettings(
        @Bindable(defaultValue = "100") BigDecimal much,
        @Bindable(defaultValue = "10") BigDecimal some,
        @Bindable(defaultValue = "30m") Duration muchEvery,
        @Bindable(defaultValue = "2h") Duration someEvery,
        @Bindable(defaultValue = "12h") Duration otherEvery,
        @Bindable(defaultValue = "12h") Duration someLater,
        @Bindable(defaultValue = "24h") Duration otherLater,
        @Bindable(defaultValue = "4h") Duration weekLater) {

    StakeSettings {
        require(some.signum() >= 0 && much.compareTo(some) >= 0, "much is some or more, and some is not negative");
        require(
                muchEvery.isPositive() && someEvery.isPositive() && otherEvery.isPositive(),
                "…-every is more than nothing");
        require(
                !someLater.isNegative() && !otherLater.isNegative() && !weekLater.isNegative(),
                "…-later is not negative");
    }

    private static void require(boolean met, String rule) {
        if (!met) {
            throw new IllegalArgumentException("weekline.stake." + rule);
        }
    }
}
