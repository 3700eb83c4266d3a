package dev.weekline.run;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * How long the audit of fetches is kept.
 *
 * @param keep runs; the usual is thirteen months
 * @param keepCalls what each of their calls was
 * @param sweepEvery how often what is older is removed
 */
@ConfigurationProperties("weekline.runs")
record RunSettings(
        @Bindable(defaultValue = "396d") Duration keep,
        @Bindable(defaultValue = "30d") Duration keepCalls,
        @Bindable(defaultValue = "1h") Duration sweepEvery) {

    /** A run is looked up after it has failed, and what it brought is used by others. */
    private static final Duration SHORTEST = Duration.ofDays(1);

    RunSettings {
        require("keep", keep, SHORTEST);
        require("keep-calls", keepCalls, SHORTEST);
        require("sweep-every", sweepEvery, Duration.ofSeconds(1));
    }

    private static void require(String name, Duration length, Duration least) {
        if (length.compareTo(least) < 0) {
            throw new IllegalArgumentException("weekline.runs." + name + " is at least " + least + ", not " + length);
        }
    }
}
