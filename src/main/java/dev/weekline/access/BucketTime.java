package dev.weekline.access;

import io.github.bucket4j.TimeMeter;
import java.time.InstantSource;

/** The clock of the service, for buckets. */
record BucketTime(InstantSource source) implements TimeMeter {

    private static final long NANOS_A_SECOND = 1_000_000_000L;

    @Override
    public long currentTimeNanos() {
        var now = source.instant();
        return Math.addExact(Math.multiplyExact(now.getEpochSecond(), NANOS_A_SECOND), now.getNano());
    }

    @Override
    public boolean isWallClockBased() {
        return true;
    }
}
