package dev.weekline.boot;

import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.context.time.InstantSourceFactory;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.InstantSource;

/** Gives those who ask for the time of day the clock that the service was started with, not the framework's own. */
@Factory
@Replaces(factory = InstantSourceFactory.class)
final class OneClock {

    @Singleton
    InstantSource time(Clock clock) {
        return clock;
    }
}
