package dev.weekline.report;

/** A report was fetched from Meta and stored; {@code revision} tells whether its figures moved. */
public record ReportTaken(ReportKey key, int revision) {}
