package dev.weekline.database;

import java.time.Duration;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;

/**
 * Something that is tidied now and then. The background does all chores, one after the other, on connections of its own
 * lane; each removes some rows at a time, so that no lock is held for long.
 */
public interface Chore {

    /** What is removed, as in "rows of the usage log". */
    String what();

    /** How long it is left alone before it is done again. */
    Duration every();

    /** Does it once, and tells how many rows were removed. */
    Mono<Long> once();

    /**
     * Removes some rows at a time until there were fewer than usual, and tells how many they were together.
     *
     * @param usual how many are removed at a time while there are enough
     */
    static Mono<Long> bySome(long usual, Supplier<Mono<Long>> some) {
        return Mono.defer(some).repeat().takeUntil(removed -> removed < usual).reduce(0L, Long::sum);
    }

    /** One that needs nothing of its own. */
    static Chore of(String what, Duration every, Supplier<Mono<Long>> work) {
        return new Chore() {
            @Override
            public String what() {
                return what;
            }

            @Override
            public Duration every() {
                return every;
            }

            @Override
            public Mono<Long> once() {
                return Mono.defer(work);
            }
        };
    }
}
