package dev.weekline.boot;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Context;

/** How many lines of the log found no room. */
@Context
final class LogMeters {

    LogMeters(MeterRegistry meters) {
        FunctionCounter.builder("weekline.log.dropped", meters, _ -> LogQueue.dropped())
                .description("Lines of the log that were dropped, since whoever takes them is too slow")
                .register(meters);
    }
}
