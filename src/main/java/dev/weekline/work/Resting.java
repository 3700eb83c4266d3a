package dev.weekline.work;

import java.time.Duration;
import java.util.Optional;

/**
 * The work on the week has failed and is not due yet.
 *
 * @param pause how long until it is
 * @param attempts how often it has failed
 * @param lastError how it failed last, as JSON of whoever worked on it
 */
public record Resting(Duration pause, int attempts, Optional<String> lastError) implements LeaseAnswer {}
