package dev.weekline.work;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Context;

/** How often this process has gone on with the work of one that had died, or had been too slow. */
@Context
final class LeaseMeters {

    LeaseMeters(Leases leases, MeterRegistry meters) {
        FunctionCounter.builder("weekline.leases.takeovers", leases, Leases::takeovers)
                .description("Leases that had lapsed and were taken over")
                .register(meters);
    }
}
