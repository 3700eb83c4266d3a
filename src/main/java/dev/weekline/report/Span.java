package dev.weekline.report;

import dev.weekline.meta.Retries;
import dev.weekline.quota.Purpose;
import java.util.List;

/** Weeks of one account that are read together, and what their questions share. */
record Span(ReadAccount of, Purpose purpose, Retries retries, List<SpanWeek> weeks, Shares shares) {

    Span {
        weeks = List.copyOf(weeks);
    }
}
