package dev.weekline.report;

import java.time.Instant;

/**
 * Tells two states of a stored report apart without reading it.
 *
 * @param version changes whenever anything of the stored report does
 */
record Stamp(String version, Instant fetchedAt) {}
