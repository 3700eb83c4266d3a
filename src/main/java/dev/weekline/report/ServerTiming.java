package dev.weekline.report;

import dev.weekline.run.RunTimes;
import java.time.Duration;

/**
 * Where the time of an answer went, as {@code Server-Timing} says it (W3C Server Timing).
 *
 * @param header its value
 */
record ServerTiming(String header) {

    /** It lay ready; measuring that would cost more than it takes. */
    static final ServerTiming MEMORY = new ServerTiming("memory");

    static final String NAME = "Server-Timing";

    private static final double MICROS_IN_MS = 1_000;

    /** It was found in the database. */
    static ServerTiming database(Duration took) {
        return new ServerTiming(metric("database", took));
    }

    /** It was fetched for this answer, and then read. */
    static ServerTiming fetched(RunTimes times, Duration read) {
        return new ServerTiming(String.join(
                ", ",
                metric("lease", times.lease()),
                metric("quota", times.quota()),
                metric("meta", times.meta()),
                metric("store", times.store()),
                metric("database", read)));
    }

    /** Another replica fetched it, and it was read then. */
    static ServerTiming awaited(Duration lease, Duration read) {
        return new ServerTiming(metric("lease", lease) + ", " + metric("database", read));
    }

    /** Milliseconds; a clock that is turned back took no time. */
    private static String metric(String name, Duration took) {
        return name + ";dur=" + Math.max(0, took.toNanos() / 1_000) / MICROS_IN_MS;
    }
}
