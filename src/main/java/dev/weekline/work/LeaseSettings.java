package dev.weekline.work;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * How long a worker may be silent.
 *
 * @param length how long a lease lasts unless it is renewed, which happens three times in that span; the week of a
 *     worker that died is taken over after it
 */
@ConfigurationProperties("weekline.lease")
record LeaseSettings(@Bindable(defaultValue = "30s") Duration length) {

    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofHours(1);

    LeaseSettings {
        if (length.compareTo(SHORTEST) < 0 || length.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("weekline.lease.length is between 1s and 1h, not " + length);
        }
    }
}
