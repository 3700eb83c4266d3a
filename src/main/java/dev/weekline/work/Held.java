package dev.weekline.work;

import java.time.Duration;

/**
 * Somebody works on the week already.
 *
 * @param here whether that is this process
 * @param atMost how long until the lease lapses unless it is renewed
 */
public record Held(boolean here, Duration atMost) implements LeaseAnswer {}
