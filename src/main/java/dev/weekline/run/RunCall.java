package dev.weekline.run;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * One call that a run made to Meta, or its share of one that was made for several weeks.
 *
 * @param section what was asked for: {@code totals} or the name of a section
 * @param page which page of it, from 1; 0 for what is no page
 * @param attempt which try at that page, from 1
 * @param calls 1, or 0 where the call is counted in the run of another week
 * @param units what it cost in quota, or the share of that
 * @param waited how long it waited for its turn
 * @param startedAt when it was sent
 * @param took from sending to the last byte
 * @param status of HTTP; 0 where no answer came
 * @param rows rows in the answer
 * @param outcome {@code ok}, or the kind of failure
 * @param retryReason the kind of failure that it repeats a call after; empty where it repeats none
 * @param fbtraceId Meta's trace id, empty where it gave none
 * @param usage Meta's usage headers, as it sent them
 * @param before what Meta had said of its limits before
 * @param after what it said with this answer
 */
public record RunCall(
        String section,
        int page,
        int attempt,
        int calls,
        int units,
        Duration waited,
        Instant startedAt,
        Duration took,
        int status,
        int rows,
        String outcome,
        Optional<String> retryReason,
        String fbtraceId,
        Map<String, String> usage,
        Percents before,
        Percents after) {

    /** As {@link #outcome} says that a limit of Meta's was reached. */
    private static final String REFUSED = "throttled";

    boolean isRefused() {
        return outcome.equals(REFUSED);
    }

    Instant endedAt() {
        return startedAt.plus(took);
    }

    Instant queuedAt() {
        return startedAt.minus(waited);
    }
}
