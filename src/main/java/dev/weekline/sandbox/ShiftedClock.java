package dev.weekline.sandbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/** A clock that is wrong by as much as one wants. */
final class ShiftedClock extends Clock {

    private final Clock right;
    private volatile Duration offset = Duration.ZERO;

    ShiftedClock(Clock right) {
        this.right = right;
    }

    void offset(Duration newOffset) {
        offset = newOffset;
    }

    @Override
    public Instant instant() {
        return right.instant().plus(offset);
    }

    @Override
    public ZoneId getZone() {
        return right.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        var other = new ShiftedClock(right.withZone(zone));
        other.offset(offset);
        return other;
    }
}
