package dev.weekline.edge;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Every request that was answered, by what was asked for and how. Routes are the templates of the contract, so their
 * number is known; whatever was asked for beside them is one route.
 */
@Singleton
public final class RequestMeters {

    /** What was asked for is no route of ours, or nobody came to look. */
    public static final String NO_ROUTE = "none";

    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

    private static final Duration[] BOUNDS = {
        Duration.ofMillis(1),
        Duration.ofMillis(5),
        Duration.ofMillis(20),
        Duration.ofMillis(100),
        Duration.ofMillis(500),
        Duration.ofSeconds(2),
        Duration.ofSeconds(10),
        Duration.ofSeconds(30)
    };

    private final MeterRegistry meters;
    private final Map<Kind, Timer> timers = new ConcurrentHashMap<>();

    private record Kind(String method, String route, int status) {}

    RequestMeters(MeterRegistry meters) {
        this.meters = meters;
    }

    /** What requests of one kind are recorded with; whoever answers many keeps it. */
    public Timer timer(String method, String route, int status) {
        return timers.computeIfAbsent(
                new Kind(METHODS.contains(method) ? method : "other", route, status), this::register);
    }

    private Timer register(Kind kind) {
        return Timer.builder("weekline.http.requests")
                .description("Requests, from their headers to the beginning of the answer")
                .tag("method", kind.method())
                .tag("route", kind.route())
                .tag("status", Integer.toString(kind.status()))
                .serviceLevelObjectives(BOUNDS)
                .register(meters);
    }
}
