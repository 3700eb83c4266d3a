package dev.weekline.run;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * One call that a run made to Meta, or its share of one that was made for several weeks.
 *
 * @param section what was asked for: {@code totals} or the name of a section
 * @param calls 1, or 0 where the call is counted in the run of another week
 * @param units what it cost in quota, or the share of that
 * @param waited how long it waited for its turn
 * @param startedAt when it was sent
 * @param took from sending to the last byte
 * @param rows rows in the answer
 * @param outcome {@code ok}, or the kind of failure
 * @param usage Meta's usage headers, as it sent them
 */
public record RunCall(
        String section,
        int calls,
        int units,
        Duration waited,
        Instant startedAt,
        Duration took,
        int rows,
        String outcome,
        Map<String, String> usage) {}
