package dev.weekline.report;

import java.time.Instant;
import java.util.Optional;

/**
 * The current state of a report as the database holds it, with its parts as JSON text.
 *
 * @param source {@code meta} or {@code sandbox}
 * @param fetchedAt when it was complete
 * @param dataAsOf when Meta was asked: the figures are at least this recent
 */
record StoredReport(
        int revision,
        String source,
        Instant fetchedAt,
        Instant dataAsOf,
        String totals,
        Optional<String> comparison,
        String sections,
        String absent) {

    StoredReport withSections(String others) {
        return new StoredReport(revision, source, fetchedAt, dataAsOf, totals, comparison, others, absent);
    }
}
