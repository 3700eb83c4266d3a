package dev.weekline.quota;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;

/**
 * How much may be asked of Meta. The app as a whole and each account have a budget of this size.
 *
 * @param unitsPerHour units that come back in an hour, evenly
 * @param burst units that may be spent at once after a rest
 * @param reserve what background work leaves for those who wait, in percent of the burst
 */
@ConfigurationProperties("weekline.quota")
record QuotaSettings(
        @Bindable(defaultValue = "200") int unitsPerHour,
        @Bindable(defaultValue = "100") int burst,
        @Bindable(defaultValue = "40") int reserve) {

    private static final int LARGEST_RESERVE = 90;

    QuotaSettings {
        if (unitsPerHour < 1) {
            throw new IllegalArgumentException("weekline.quota.units-per-hour is 1 or more, not " + unitsPerHour);
        }
        if (burst < 1) {
            throw new IllegalArgumentException("weekline.quota.burst is 1 or more, not " + burst);
        }
        if (reserve < 0 || reserve > LARGEST_RESERVE) {
            throw new IllegalArgumentException("weekline.quota.reserve is a percentage from 0 to 90, not " + reserve);
        }
    }
}
