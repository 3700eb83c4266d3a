package dev.weekline.edge;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * How long a caller may take to send a request, and how many requests are told of.
 *
 * @param headersDeadline from its first byte to the end of its headers
 * @param bodyDeadline from there to the end of its body
 * @param linesASecond lines that are written of requests in a second at most; 0 for none
 */
@ConfigurationProperties("weekline.edge")
record EdgeSettings(
        @Bindable(defaultValue = "10s") Duration headersDeadline,
        @Bindable(defaultValue = "30s") Duration bodyDeadline,
        @Bindable(defaultValue = "200") int linesASecond) {

    private static final Duration SHORTEST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofMinutes(10);

    EdgeSettings {
        check(headersDeadline, "headers-deadline");
        check(bodyDeadline, "body-deadline");
        if (linesASecond < 0) {
            throw new IllegalArgumentException("weekline.edge.lines-a-second is not negative");
        }
    }

    private static void check(Duration deadline, String name) {
        if (deadline.compareTo(SHORTEST) < 0 || deadline.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("weekline.edge." + name + " is 100ms to 10m");
        }
    }
}
