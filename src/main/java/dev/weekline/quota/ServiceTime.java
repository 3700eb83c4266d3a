package dev.weekline.quota;

import io.github.bucket4j.TimeMeter;
import java.time.InstantSource;

/** The clock of the service, as Bucket4j reads it. */
final class ServiceTime implements TimeMeter {

    private static final long NANOS_A_SECOND = 1_000_000_000L;

    private final InstantSource time;

    ServiceTime(InstantSource time) {
        this.time = time;
    }

    @Override
    public long currentTimeNanos() {
        var now = time.instant();
        return Math.addExact(Math.multiplyExact(now.getEpochSecond(), NANOS_A_SECOND), now.getNano());
    }

    @Override
    public boolean isWallClockBased() {
        return true;
    }
}
