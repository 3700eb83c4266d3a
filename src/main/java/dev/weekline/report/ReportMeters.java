package dev.weekline.report;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.cache.CaffeineCacheMetrics;
import io.micronaut.context.annotation.Context;
import io.micronaut.runtime.event.annotation.EventListener;
import java.util.function.ToDoubleFunction;

/** What is kept in memory, what was spared by asking together, and how figures moved. */
@Context
final class ReportMeters {

    private final Counter first;
    private final Counter later;

    ReportMeters(MeterRegistry meters, ReportMemory memory, StoredReports stored, Fetches fetches) {
        CaffeineCacheMetrics.monitor(meters, memory.cache(), "reports");
        Gauge.builder("weekline.memory.limit", memory, ReportMemory::mostBytes)
                .description("Bytes of reports that are kept in memory at most")
                .baseUnit("bytes")
                .register(meters);
        joins(meters, "look-up", stored, StoredReports::joins);
        joins(meters, "fetch", fetches, Fetches::joins);
        first = revisions(meters, "first");
        later = revisions(meters, "later");
    }

    private static <T> void joins(MeterRegistry meters, String work, T shared, ToDoubleFunction<T> joins) {
        FunctionCounter.builder("weekline.flights.joined", shared, joins)
                .description("Requests that joined equal work under way")
                .tag("work", work)
                .register(meters);
    }

    private static Counter revisions(MeterRegistry meters, String kind) {
        return Counter.builder("weekline.reports.taken")
                .description("Reports that were fetched and stored, by whether the week was stored before")
                .tag("revision", kind)
                .register(meters);
    }

    @EventListener
    void onTaken(ReportTaken event) {
        (event.revision() == 1 ? first : later).increment();
    }
}
