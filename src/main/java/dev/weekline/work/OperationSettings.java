package dev.weekline.work;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * How operations are kept and watched.
 *
 * @param keep how long one is kept after its end
 * @param sweepEvery how often older ones are removed
 * @param streams how many may be streamed by this process at once
 * @param keepAlive how often a stream with nothing to say says that
 * @param longestStream how long one stream lasts at most; who wants to go on watching asks again
 * @param poll how often an operation that is watched is looked at although no notice has come
 */
@ConfigurationProperties("weekline.operations")
record OperationSettings(
        @Bindable(defaultValue = "30d") Duration keep,
        @Bindable(defaultValue = "1h") Duration sweepEvery,
        @Bindable(defaultValue = "200") int streams,
        @Bindable(defaultValue = "15s") Duration keepAlive,
        @Bindable(defaultValue = "1h") Duration longestStream,
        @Bindable(defaultValue = "5s") Duration poll) {

    OperationSettings {
        require("keep", keep.isPositive());
        require("sweep-every", sweepEvery.isPositive());
        require("streams", streams > 0);
        require("keep-alive", keepAlive.isPositive());
        require("longest-stream", longestStream.isPositive());
        require("poll", poll.isPositive());
    }

    private static void require(String name, boolean met) {
        if (!met) {
            throw new IllegalArgumentException("weekline.operations." + name + " is more than nothing");
        }
    }
}
