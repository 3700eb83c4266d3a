package dev.weekline.audit;

import java.time.Instant;
import java.util.Optional;

/**
 * Which entries somebody wants to see; all of them where nothing is said.
 *
 * @param account those about that account
 * @param who those of that actor
 * @param from those of that moment and later
 * @param until those before that moment
 * @param before those with a lower id than this
 * @param limit so many at most, the newest first
 */
public record Wanted(
        Optional<String> account,
        Optional<String> who,
        Optional<Instant> from,
        Optional<Instant> until,
        Optional<Long> before,
        int limit) {}
