package dev.weekline.run;

import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** Ids of runs in the order of time (RFC 9562, version 7), so that their rows lie side by side in an index. */
final class RunId {

    private static final int TIME_SHIFT = 16;
    private static final long VERSION = 0x7000;
    private static final int RANDOM_A_BITS = 12;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    private RunId() {}

    static UUID at(Instant moment) {
        var random = ThreadLocalRandom.current();
        var high = moment.toEpochMilli() << TIME_SHIFT | VERSION | random.nextLong(1 << RANDOM_A_BITS);
        return new UUID(high, VARIANT | random.nextLong() >>> 2);
    }
}
