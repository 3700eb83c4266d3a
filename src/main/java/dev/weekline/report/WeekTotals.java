package dev.weekline.report;

import dev.weekline.week.IsoWeek;
import java.time.Instant;

/** The stored totals of one week of a span; {@code totals} and {@code actionTypes} are JSON text. */
record WeekTotals(IsoWeek week, int revision, String source, Instant fetchedAt, String totals, String actionTypes) {}
