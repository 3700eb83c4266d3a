package dev.weekline.quota;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import reactor.core.scheduler.Scheduler;
import reactor.test.scheduler.VirtualTimeScheduler;

/** A clock and a timer that see the same moment, which only a test moves on. */
public final class VirtualTime implements InstantSource {

    private static final Instant START = Instant.parse("2025-09-29T08:00:00Z");

    private final VirtualTimeScheduler timer = VirtualTimeScheduler.create();

    public Scheduler timer() {
        return timer;
    }

    public void pass(Duration duration) {
        timer.advanceTimeBy(duration);
    }

    public Duration passed() {
        return Duration.ofNanos(timer.now(TimeUnit.NANOSECONDS));
    }

    @Override
    public Instant instant() {
        return START.plus(passed());
    }
}
