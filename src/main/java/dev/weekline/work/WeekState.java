package dev.weekline.work;

import java.time.Duration;
import java.util.Optional;

/**
 * How the work on one week stands.
 *
 * @param cause why it is done
 * @param priority the higher, the sooner
 * @param queued whether it is done even if nobody waits for it
 * @param running whether somebody works on it now
 * @param attempts how often it has failed
 * @param lastError how it failed last, as JSON of whoever worked on it
 * @param pause how long until it is due; nothing if it is
 */
public record WeekState(
        String cause,
        int priority,
        boolean queued,
        boolean running,
        int attempts,
        Optional<String> lastError,
        Duration pause) {}
