package dev.weekline.run;

import java.time.Instant;
import java.util.UUID;

/**
 * What tells that the weeks of some runs were read together.
 *
 * @param id the same for all of these runs
 * @param weeks how many weeks there were
 */
public record RunSpan(UUID id, int weeks) {

    /** A new one. */
    public static RunSpan of(int weeks, Instant now) {
        return new RunSpan(RunId.at(now), weeks);
    }
}
