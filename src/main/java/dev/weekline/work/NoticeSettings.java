package dev.weekline.work;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * How the connection on which notices arrive is kept.
 *
 * @param firstPause how long after a break it is opened again; it doubles with every try that fails
 * @param longestPause the longest of these pauses
 * @param probe how often a silent connection is asked whether it is still there
 * @param patience how long it may take to open, and to answer
 */
@ConfigurationProperties("weekline.notices")
record NoticeSettings(
        @Bindable(defaultValue = "100ms") Duration firstPause,
        @Bindable(defaultValue = "5s") Duration longestPause,
        @Bindable(defaultValue = "10s") Duration probe,
        @Bindable(defaultValue = "5s") Duration patience) {

    NoticeSettings {
        require("first-pause", firstPause.isPositive(), "is more than nothing");
        require("longest-pause", longestPause.compareTo(firstPause) >= 0, "is not shorter than the first");
        require("probe", probe.isPositive(), "is more than nothing");
        require("patience", patience.isPositive(), "is more than nothing");
    }

    private static void require(String name, boolean met, String rule) {
        if (!met) {
            throw new IllegalArgumentException("weekline.notices." + name + " " + rule);
        }
    }
}
