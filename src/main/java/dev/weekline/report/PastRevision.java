package dev.weekline.report;

import dev.weekline.metric.Figures;
import java.time.Instant;
import java.util.Optional;

/**
 * A revision as the story of its week tells it.
 *
 * @param fetchedAt when it was fetched first
 * @param supersededAt when the next took its place; empty for the current one
 * @param changes what it changed against the one before, as JSON text; empty for the first and where it was not noted
 */
record PastRevision(
        int number, Instant fetchedAt, Optional<Instant> supersededAt, Figures totals, Optional<String> changes) {}
