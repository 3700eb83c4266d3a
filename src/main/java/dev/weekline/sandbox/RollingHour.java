package dev.weekline.sandbox;

import java.time.Duration;
import java.time.Instant;

/** How much was done in the last sixty minutes. */
final class RollingHour {

    private static final int MINUTES = 60;
    private static final int SECONDS = 60;

    private final long[] done = new long[MINUTES];
    private long newest = Long.MIN_VALUE;

    synchronized void add(Instant at, long amount) {
        turnTo(at);
        done[place(newest)] += amount;
    }

    synchronized long sum(Instant at) {
        turnTo(at);
        var sum = 0L;
        for (var amount : done) {
            sum += amount;
        }
        return sum;
    }

    /** How long until the hour is empty if nothing more is done. */
    synchronized Duration untilEmpty(Instant at) {
        turnTo(at);
        for (var ago = 0; ago < MINUTES; ago++) {
            if (done[place(newest - ago)] > 0) {
                var gone = Math.floorMod(at.getEpochSecond(), SECONDS) + (long) ago * SECONDS;
                return Duration.ofHours(1).minusSeconds(gone);
            }
        }
        return Duration.ZERO;
    }

    /** Forgets the minutes that have passed since; a clock that is turned back stands still here. */
    private void turnTo(Instant at) {
        var minute = Math.floorDiv(at.getEpochSecond(), SECONDS);
        if (newest == Long.MIN_VALUE) {
            newest = minute;
        }
        for (var passed = 0; newest < minute && passed < MINUTES; passed++) {
            newest++;
            done[place(newest)] = 0;
        }
        newest = Math.max(newest, minute);
    }

    private static int place(long minute) {
        return (int) Math.floorMod(minute, (long) MINUTES);
    }
}
