package dev.weekline.quota;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * How what Meta says of its limits is stored.
 *
 * @param waiting answers that wait to be stored at most; what comes on top is dropped
 * @param batch answers that one statement stores
 * @param every how long an answer waits for others to be stored with, unless a batch is full before
 * @param patience how long one try to store a batch may take
 * @param farewell how long the rest may take to be stored when the service stops
 * @param keep how long what was stored is kept
 * @param sweepEvery how often what is older is removed
 */
@ConfigurationProperties("weekline.quota.usage-log")
record UsageLogSettings(
        @Bindable(defaultValue = "10000") int waiting,
        @Bindable(defaultValue = "500") int batch,
        @Bindable(defaultValue = "1s") Duration every,
        @Bindable(defaultValue = "10s") Duration patience,
        @Bindable(defaultValue = "3s") Duration farewell,
        @Bindable(defaultValue = "30d") Duration keep,
        @Bindable(defaultValue = "1h") Duration sweepEvery) {

    UsageLogSettings {
        require("waiting", waiting > 0);
        require("batch", batch > 0);
        require("every", every.isPositive());
        require("patience", patience.isPositive());
        require("farewell", farewell.isPositive());
        require("keep", keep.isPositive());
        require("sweep-every", sweepEvery.isPositive());
    }

    private static void require(String name, boolean met) {
        if (!met) {
            throw new IllegalArgumentException("weekline.quota.usage-log." + name + " is more than nothing");
        }
    }
}
