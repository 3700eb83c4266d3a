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

    /** Adds and tells the sum with what was added, so that of two who add at a time one has the smaller sum. */
    synchronized long addAndSum(Instant at, long amount) {
        add(at, amount);
        return sum(at);
    }

    /** How long until less than {@code limit} is left if nothing more is done. */
    synchronized Duration untilBelow(Instant at, long limit) {
        var left = sum(at);
        for (var ago = MINUTES - 1; left >= limit && ago >= 0; ago--) {
            left -= done[place(newest - ago)];
            if (left < limit) {
                return untilGone(at, ago);
            }
        }
        return Duration.ZERO;
    }

    /** How long until the hour is empty if nothing more is done. */
    synchronized Duration untilEmpty(Instant at) {
        turnTo(at);
        for (var ago = 0; ago < MINUTES; ago++) {
            if (done[place(newest - ago)] > 0) {
                return untilGone(at, ago);
            }
        }
        return Duration.ZERO;
    }

    private static Duration untilGone(Instant at, int minutesAgo) {
        var gone = Math.floorMod(at.getEpochSecond(), SECONDS) + (long) minutesAgo * SECONDS;
        return Duration.ofHours(1).minusSeconds(gone);
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
