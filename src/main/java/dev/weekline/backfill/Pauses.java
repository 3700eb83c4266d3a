package dev.weekline.backfill;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;

/** How long what has failed rests: twice as long each time, and half of it at random, so that no crowd comes back. */
@Singleton
final class Pauses {

    private static final int MOST_DOUBLINGS = 30;

    private final BackfillSettings settings;
    private final DoubleSupplier random;

    @Inject
    Pauses(BackfillSettings settings) {
        this(settings, () -> ThreadLocalRandom.current().nextDouble());
    }

    Pauses(BackfillSettings settings, DoubleSupplier random) {
        this.settings = settings;
        this.random = random;
    }

    /** @param before how often it has failed before */
    Duration after(int before) {
        var doubled = settings.restAfterFailure().multipliedBy(1L << Math.min(before, MOST_DOUBLINGS));
        var whole = doubled.compareTo(settings.longestRest()) > 0 ? settings.longestRest() : doubled;
        var half = whole.dividedBy(2);
        return half.plusMillis((long) (half.toMillis() * random.getAsDouble()));
    }
}
