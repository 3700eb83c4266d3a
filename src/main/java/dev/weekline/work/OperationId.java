package dev.weekline.work;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** Ids of operations, in the order of time (RFC 9562, version 7). */
final class OperationId {

    private static final int TIME_SHIFT = 16;
    private static final long VERSION = 0x7000;
    private static final int RANDOM_A_BITS = 12;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    private OperationId() {}

    static UUID at(Instant moment) {
        var random = ThreadLocalRandom.current();
        var high = moment.toEpochMilli() << TIME_SHIFT | VERSION | random.nextLong(1 << RANDOM_A_BITS);
        return new UUID(high, VARIANT | random.nextLong() >>> 2);
    }

    /** Reads the one form in which ids are written; empty for anything else. */
    static Optional<UUID> parse(String text) {
        try {
            return Optional.of(UUID.fromString(text)).filter(id -> id.toString().equals(text));
        } catch (IllegalArgumentException other) {
            return Optional.empty();
        }
    }
}
