package dev.weekline.access;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * How keys are treated.
 *
 * @param requestsPerMinute that a key may send, and that may come at once after a rest; answers that lie ready in
 *     memory cost nothing and are not counted
 * @param trust how long a key that was found to be good goes on working while the database does not answer
 * @param session how long who has signed in on the page stays so
 */
@ConfigurationProperties("weekline.access")
record AccessSettings(
        @Bindable(defaultValue = "60000") int requestsPerMinute,
        @Bindable(defaultValue = "5m") Duration trust,
        @Bindable(defaultValue = "12h") Duration session) {

    private static final Duration SHORTEST_SESSION = Duration.ofMinutes(1);
    private static final Duration LONGEST_SESSION = Duration.ofDays(30);

    AccessSettings {
        require(requestsPerMinute > 0, "weekline.access.requests-per-minute is 1 or more, not " + requestsPerMinute);
        require(
                trust.compareTo(Keys.REVOKED_WITHIN) >= 0 && trust.compareTo(Duration.ofHours(1)) <= 0,
                "weekline.access.trust is 5 seconds to 1 hour");
        require(
                session.compareTo(SHORTEST_SESSION) >= 0 && session.compareTo(LONGEST_SESSION) <= 0,
                "weekline.access.session is 1 minute to 30 days");
    }

    private static void require(boolean met, String rule) {
        if (!met) {
            throw new IllegalArgumentException(rule);
        }
    }
}
