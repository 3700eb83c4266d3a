package dev.weekline.quota;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayDeque;

/** Units that this process has spent: in the last hour, second by second, and since midnight UTC. */
final class Tally {

    /**
     * Meta counts a call when it comes and tells of it when it answers, so what it calls an hour ends later than ours
     * does. A minute too much makes a bucket a little larger than it is; a second too little, with a burst in it, would
     * make it many times smaller.
     */
    static final Duration HOUR = Duration.ofMinutes(61);

    private static final long MILLIS = 1000;

    private final ArrayDeque<Second> seconds = new ArrayDeque<>();
    private long inHour;
    private LocalDate day = LocalDate.EPOCH;
    private long inDay;

    private record Second(long at, long units) {}

    synchronized void add(long units, Instant now) {
        forget(now);
        var last = seconds.peekLast();
        if (last != null && last.at >= now.getEpochSecond()) {
            seconds.removeLast();
            seconds.addLast(new Second(last.at, last.units + units));
        } else {
            seconds.addLast(new Second(now.getEpochSecond(), units));
        }
        inHour += units;
        inDay += units;
    }

    synchronized long lastHour(Instant now) {
        forget(now);
        return inHour;
    }

    /** How that ceases to count. */
    synchronized Ebb ebb(Instant now) {
        forget(now);
        var gone = new long[seconds.size()];
        var left = new long[seconds.size()];
        var counts = inHour;
        var next = 0;
        for (var second : seconds) {
            gone[next] = (second.at + 1 + HOUR.toSeconds()) * MILLIS - now.toEpochMilli();
            left[next++] = counts;
            counts -= second.units;
        }
        return new Ebb(gone, left);
    }

    synchronized long today(Instant now) {
        forget(now);
        return inDay;
    }

    private void forget(Instant now) {
        var oldest = now.minus(HOUR).getEpochSecond();
        for (var first = seconds.peekFirst(); first != null && first.at < oldest; first = seconds.peekFirst()) {
            inHour -= first.units;
            seconds.removeFirst();
        }
        var today = now.atOffset(ZoneOffset.UTC).toLocalDate();
        if (today.isAfter(day)) {
            day = today;
            inDay = 0;
        }
    }
}
