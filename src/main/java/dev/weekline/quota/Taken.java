package dev.weekline.quota;

import java.time.Duration;
import java.time.Instant;

/**
 * Units that were taken out of a bucket.
 *
 * @param untilTurn how long it is until they may be used
 * @param left units that were left then; below zero where others' turns, or this one, are still to come
 */
record Taken(BucketKey bucket, int units, Duration untilTurn, long left, Instant at) {

    /**
     * Units that may go back: all of them, unless the bucket could have been full meanwhile had they never been taken.
     * What would have run over then is not made anew.
     */
    int returnable(Instant now) {
        var size = bucket.size();
        var cameIn = Math.ceilDiv(Math.max(0, Duration.between(at, now).toMillis()) * size.unitsPerHour(), HOUR);
        // What is left is told in whole units, and may be nearly one more.
        var ranOver = left + 1 + units + cameIn - size.burst();
        return cameIn == 0 ? units : (int) Math.clamp(units - ranOver, 0, units);
    }

    private static final long HOUR = Duration.ofHours(1).toMillis();
}
