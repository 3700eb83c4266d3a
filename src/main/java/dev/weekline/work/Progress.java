package dev.weekline.work;

import java.time.Instant;
import java.util.Optional;

/**
 * How far an operation is.
 *
 * @param percent 0 to 100
 * @param current what is being done now, for a person
 * @param eta when it is expected to be over, where that is known
 */
public record Progress(int percent, Optional<String> current, Optional<Instant> eta) {

    private static final int ALL = 100;

    public Progress {
        if (percent < 0 || percent > ALL) {
            throw new IllegalArgumentException("Of " + percent + " percent nobody could make sense");
        }
    }
}
