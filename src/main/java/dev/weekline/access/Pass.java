package dev.weekline.access;

import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a key, or a session that was begun with one, opens.
 *
 * @param keyId of that key
 * @param name what people call it
 * @param endsAt when it opens nothing any more; empty for one that goes on
 */
record Pass(String keyId, String name, Caller caller, Optional<Instant> endsAt) {

    boolean isOpenAt(Instant now) {
        return endsAt.map(now::isBefore).orElse(true);
    }

    /** The same until then, unless it ends before. */
    Pass until(Instant end) {
        return new Pass(
                keyId,
                name,
                caller,
                Stream.concat(endsAt.stream(), Stream.of(end)).min(Instant::compareTo));
    }
}
