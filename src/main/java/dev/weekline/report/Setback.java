package dev.weekline.report;

import dev.weekline.meta.MetaAnswer.Failure;
import java.time.Instant;

/**
 * Fetching a week has failed.
 *
 * @param failure how it failed last
 * @param attempts how often since it was fetched last
 * @param nextAttemptAt when it is worth trying again
 */
record Setback(Failure failure, int attempts, Instant nextAttemptAt) {

    boolean isResting(Instant now) {
        return now.isBefore(nextAttemptAt);
    }
}
