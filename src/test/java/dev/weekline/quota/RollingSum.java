package dev.weekline.quota;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/** What was added within the last hour, to the nanosecond. */
final class RollingSum {

    private static final Duration HOUR = Duration.ofHours(1);

    private final Deque<Added> added = new ArrayDeque<>();
    private double sum;

    private record Added(Instant at, double amount) {}

    void add(double amount, Instant now) {
        added.addLast(new Added(now, amount));
        sum += amount;
    }

    double at(Instant now) {
        while (!added.isEmpty() && !added.getFirst().at().plus(HOUR).isAfter(now)) {
            sum -= added.removeFirst().amount();
        }
        return sum;
    }

    /** How long until the sum is no more than that if nothing is added. */
    Duration untilAtMost(double most, Instant now) {
        var left = at(now);
        for (var one : added) {
            if (left <= most) {
                break;
            }
            left -= one.amount();
            if (left <= most) {
                return Duration.between(now, one.at().plus(HOUR));
            }
        }
        return Duration.ZERO;
    }
}
