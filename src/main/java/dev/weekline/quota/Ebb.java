package dev.weekline.quota;

import java.time.Duration;
import java.util.Arrays;

/**
 * How what was spent ceases to count as the hour rolls on, if nothing is added.
 *
 * @param gone when some of it ceases to count, in milliseconds from the moment of looking, in order
 * @param left units that still count just before each of these times
 */
record Ebb(long[] gone, long[] left) {

    static final Ebb NOTHING = new Ebb(new long[0], new long[0]);

    /** Units that count now. */
    long now() {
        return left.length == 0 ? 0 : left[0];
    }

    /** Units that still count after so many milliseconds. */
    long after(long millis) {
        var at = Arrays.binarySearch(gone, millis);
        var first = at < 0 ? -at - 1 : at + 1;
        return first < left.length ? left[first] : 0;
    }

    /** How long until no more than that counts. */
    Duration untilAtMost(long most) {
        if (now() <= most || now() == 0) {
            return Duration.ZERO;
        }
        var from = 0;
        var to = left.length - 1;
        while (from < to) {
            var middle = (from + to + 1) >>> 1;
            if (left[middle] > most) {
                from = middle;
            } else {
                to = middle - 1;
            }
        }
        return Duration.ofMillis(gone[from]);
    }
}
