package dev.weekline.sandbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that is turned by hand. */
final class TurnableClock extends Clock {

    private volatile Instant now;

    TurnableClock(String now) {
        this.now = Instant.parse(now);
    }

    void turnBy(Duration duration) {
        now = now.plus(duration);
    }

    void turnTo(Instant moment) {
        now = moment;
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("Nobody asks the sandbox's clock for a zone");
    }
}
