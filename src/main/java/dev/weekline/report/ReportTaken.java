package dev.weekline.report;

import java.util.UUID;

/**
 * A report was fetched from Meta and stored by this process.
 *
 * @param revision tells whether its figures moved
 * @param run the run that brought it
 */
public record ReportTaken(ReportKey key, int revision, UUID run) {}
