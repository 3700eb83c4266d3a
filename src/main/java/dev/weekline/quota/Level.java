package dev.weekline.quota;

import dev.weekline.quota.HourAhead.Room;
import java.time.Duration;
import java.util.List;

/**
 * What a bucket holds and earns, to forecast from.
 *
 * @param left units that are there; below zero where turns have been given already
 * @param unitsPerHour units that come in
 * @param room what is left of Meta's hour
 * @param pending units that have turns at the bucket and are not spent yet
 */
record Level(double left, int unitsPerHour, Room room, int pending) {

    private static final double HOUR = Duration.ofHours(1).toMillis();

    static Level of(BucketSize size, Duration untilFull) {
        return new Level(
                size.burst() - untilFull.toMillis() / HOUR * size.unitsPerHour(), size.unitsPerHour(), Room.ENDLESS, 0);
    }

    Level within(Room hour, int pendingUnits) {
        return new Level(left, unitsPerHour, hour, pendingUnits);
    }

    /**
     * Units that are kept for somebody who comes back.
     *
     * @param due in how many milliseconds
     */
    record Kept(long due, int units) {}

    /**
     * How long until so many units can be had without touching what is kept for others, who were promised theirs
     * before.
     *
     * @param kept in the order of their times
     */
    Duration waitFor(int units, List<Kept> kept) {
        var before = 0;
        var sum = 0;
        var from = 0L;
        var index = 0;
        for (var i = 0; i < kept.size(); i++) {
            sum += kept.get(i).units();
            if (earned(kept.get(i).due()) < units + sum) {
                from = kept.get(i).due();
                before = sum;
                index = i + 1;
            }
        }
        var turn = Math.max(from, untilEarned(units + before));
        while (index < kept.size() && kept.get(index).due() <= turn) {
            before += kept.get(index++).units();
            turn = Math.max(turn, untilEarned(units + before));
        }
        return Duration.ofMillis(turn);
    }

    private double earned(long after) {
        return Math.min(left + after / HOUR * unitsPerHour, room.after(after) - pending);
    }

    private long untilEarned(double units) {
        var pace = units <= left ? 0 : (long) Math.ceil((units - left) * HOUR / unitsPerHour);
        return Math.max(pace, room.until(units + pending).toMillis());
    }
}
