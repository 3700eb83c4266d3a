package dev.weekline.account;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * How accounts are looked after.
 *
 * @param keepDeleted how long what is kept of a deleted account waits for it to be registered again
 * @param purgePatience how long whoever has an account purged waits until everything is gone
 * @param checkEvery how often it is looked whether a token is due to be checked
 * @param sweepEvery how often accounts that were deleted are looked through for what is to go
 */
@ConfigurationProperties("weekline.accounts")
record AccountSettings(
        @Bindable(defaultValue = "30d") Duration keepDeleted,
        @Bindable(defaultValue = "20s") Duration purgePatience,
        @Bindable(defaultValue = "1m") Duration checkEvery,
        @Bindable(defaultValue = "10m") Duration sweepEvery) {

    AccountSettings {
        requirePositive(keepDeleted, "keep-deleted");
        requirePositive(purgePatience, "purge-patience");
        requirePositive(checkEvery, "check-every");
        requirePositive(sweepEvery, "sweep-every");
    }

    private static void requirePositive(Duration duration, String name) {
        if (!duration.isPositive()) {
            throw new IllegalArgumentException("weekline.accounts." + name + " must be longer than nothing");
        }
    }
}
