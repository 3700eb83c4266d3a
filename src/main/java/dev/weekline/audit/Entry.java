package dev.weekline.audit;

import java.time.Instant;
import java.util.Optional;

/**
 * A change as it was written down.
 *
 * @param id entries have higher ids than those written before them
 * @param before as JSON
 * @param after as JSON
 */
public record Entry(
        long id,
        Instant at,
        String who,
        String what,
        Optional<String> account,
        Optional<String> before,
        Optional<String> after,
        Optional<String> requestId) {}
