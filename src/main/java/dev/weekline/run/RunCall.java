package dev.weekline.run;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * One call that a run made to Meta.
 *
 * @param section what was asked for: {@code totals} or the name of a section
 * @param units what it cost in quota
 * @param waited how long it waited for its turn
 * @param startedAt when it was sent
 * @param took from sending to the last byte
 * @param rows rows in the answer
 * @param outcome {@code ok}, or the kind of failure
 * @param usage Meta's usage headers, as it sent them
 */
public record RunCall(
        String section,
        int units,
        Duration waited,
        Instant startedAt,
        Duration took,
        int rows,
        String outcome,
        Map<String, String> usage) {}
