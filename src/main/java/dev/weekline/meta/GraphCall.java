package dev.weekline.meta;

import dev.weekline.quota.Usage;
import dev.weekline.quota.UsageReading;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One call to Meta that was made.
 *
 * @param recipe name of the recipe it was made for
 * @param page which page of the walk, from 1
 * @param attempt which try at that page, from 1
 * @param retryReason the kind of failure that it repeats a call after; empty where it repeats none
 * @param units what it cost in quota
 * @param waited how long it waited for its turn
 * @param startedAt when it was sent
 * @param took from sending to the last byte
 * @param status HTTP status; 0 where no answer came
 * @param rows rows in the answer
 * @param outcome {@code ok}, or the kind of failure
 * @param fbtraceId Meta's trace id, empty where it gave none
 * @param before what Meta had said of its limits before
 * @param usage Meta's usage headers
 */
public record GraphCall(
        String recipe,
        int page,
        int attempt,
        Optional<String> retryReason,
        int units,
        Duration waited,
        Instant startedAt,
        Duration took,
        int status,
        int rows,
        String outcome,
        String fbtraceId,
        UsageReading before,
        Usage usage) {}
