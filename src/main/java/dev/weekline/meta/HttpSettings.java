package dev.weekline.meta;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import io.micronaut.core.convert.format.ReadableBytes;
import java.time.Duration;

/**
 * The bounds of one HTTP call to the Graph API.
 *
 * @param connectDeadline for opening a connection
 * @param firstByteDeadline for the first byte, and for every pause between bytes after it
 * @param callDeadline for the whole call, from asking for a connection to the last byte
 * @param bodyLimit bytes of an unpacked answer that are read at most
 * @param connections open at the same time at most
 * @param pendingCalls that may wait for a connection
 */
@ConfigurationProperties("weekline.meta.http")
record HttpSettings(
        @Bindable(defaultValue = "2s") Duration connectDeadline,
        @Bindable(defaultValue = "30s") Duration firstByteDeadline,
        @Bindable(defaultValue = "60s") Duration callDeadline,
        @Bindable(defaultValue = "32MB") @ReadableBytes int bodyLimit,
        @Bindable(defaultValue = "24") int connections,
        @Bindable(defaultValue = "512") int pendingCalls) {

    HttpSettings {
        requirePositive("connect-deadline", connectDeadline.toMillis());
        requirePositive("first-byte-deadline", firstByteDeadline.toMillis());
        requirePositive("call-deadline", callDeadline.toMillis());
        requirePositive("body-limit", bodyLimit);
        requirePositive("connections", connections);
        requirePositive("pending-calls", pendingCalls);
    }

    private static void requirePositive(String name, long value) {
        if (value < 1) {
            throw new IllegalArgumentException("weekline.meta.http." + name + " is more than nothing");
        }
    }
}
