package dev.weekline.backfill;

import java.time.Instant;
import java.util.UUID;

/**
 * A backfill that somebody has asked for.
 *
 * @param id that of its operation
 * @param weeks how many needed work when it began
 * @param stored how many of them are done
 * @param failed how many of them have been given up
 */
record Backfill(UUID id, BackfillOrder order, int weeks, int stored, int failed, Instant createdAt) {}
