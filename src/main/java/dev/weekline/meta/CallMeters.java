package dev.weekline.meta;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Every call to Meta, by what was asked for and what came of it; both are words of ours. */
@Singleton
final class CallMeters {

    private static final Duration[] BOUNDS = {
        Duration.ofMillis(100),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofSeconds(2),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10),
        Duration.ofSeconds(30),
        Duration.ofSeconds(60)
    };

    private final MeterRegistry meters;
    private final Map<Kind, Timer> timers = new ConcurrentHashMap<>();

    private record Kind(String section, String outcome) {}

    CallMeters(MeterRegistry meters) {
        this.meters = meters;
    }

    /** Counts a call that is over. */
    void count(GraphCall call) {
        timers.computeIfAbsent(new Kind(call.recipe(), call.outcome()), this::register)
                .record(call.took());
    }

    private Timer register(Kind kind) {
        return Timer.builder("weekline.meta.calls")
                .description("Calls to Meta, from sending to the last byte")
                .tag("section", kind.section())
                .tag("outcome", kind.outcome())
                .serviceLevelObjectives(BOUNDS)
                .register(meters);
    }
}
