package dev.weekline.meta;

import dev.weekline.quota.Usage;
import java.time.Duration;
import java.time.Instant;

/**
 * One call to Meta that was made.
 *
 * @param recipe name of the recipe it was made for
 * @param page which page of the walk, from 1
 * @param attempt which try at that page, from 1
 * @param units what it cost in quota
 * @param waited how long it waited for its turn
 * @param startedAt when it was sent
 * @param took from sending to the last byte
 * @param status HTTP status; 0 where no answer came
 * @param rows rows in the answer
 * @param outcome {@code ok}, or the kind of failure
 * @param fbtraceId Meta's trace id, empty where it gave none
 * @param usage Meta's usage headers
 */
public record GraphCall(
        String recipe,
        int page,
        int attempt,
        int units,
        Duration waited,
        Instant startedAt,
        Duration took,
        int status,
        int rows,
        String outcome,
        String fbtraceId,
        Usage usage) {}
