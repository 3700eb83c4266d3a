package dev.weekline.quota;

import java.time.Duration;

/**
 * What a bucket holds at a moment.
 *
 * @param left units that are there; below zero where calls wait for their turn
 * @param untilFull how long it takes to fill if nothing more is spent
 */
record BucketState(BucketKey bucket, long left, Duration untilFull) {}
