package dev.weekline.access;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;

/**
 * How much one key may ask of this service.
 *
 * @param requestsPerMinute that a key may send, and that may come at once after a rest; answers that lie ready in
 *     memory cost nothing and are not counted
 */
@ConfigurationProperties("weekline.access")
record AccessSettings(@Bindable(defaultValue = "60000") int requestsPerMinute) {

    AccessSettings {
        if (requestsPerMinute < 1) {
            throw new IllegalArgumentException(
                    "weekline.access.requests-per-minute is 1 or more, not " + requestsPerMinute);
        }
    }
}
