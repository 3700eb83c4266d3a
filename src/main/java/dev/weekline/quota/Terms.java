package dev.weekline.quota;

import java.time.Duration;

/** On what terms units are taken. */
sealed interface Terms {

    /** The turn comes no later than after that time. */
    record InTime(Duration patience) implements Terms {}

    /** So many units are left at least; there is no turn to wait for. */
    record Above(long floor) implements Terms {}

    static Terms inTime(Duration patience) {
        return new InTime(patience);
    }

    static Terms above(long floor) {
        return new Above(floor);
    }

    /**
     * Whether they are met.
     *
     * @param untilTurn in nanoseconds, as Bucket4j forecasts it
     * @param left units that would be left
     */
    default boolean allow(long untilTurn, long left) {
        return switch (this) {
            case InTime(var patience) -> BucketSize.exact(untilTurn).compareTo(patience) <= 0;
            case Above(var floor) -> left >= floor;
        };
    }
}
