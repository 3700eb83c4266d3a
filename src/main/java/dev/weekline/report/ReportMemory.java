package dev.weekline.report;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micronaut.runtime.event.annotation.EventListener;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** Reports that are ready to be sent, the most used ones of them, within a bound of bytes. */
@Singleton
class ReportMemory {

    /** What an entry takes beside its bytes, roughly. */
    private static final int OVERHEAD = 500;

    private final Cache<ReportKey, HeldReport> reports;
    private final boolean on;

    /** Counts the reports that were taken. */
    private final AtomicLong taken = new AtomicLong();

    ReportMemory(MemorySettings settings) {
        this.on = settings.megabytes() > 0;
        this.reports = Caffeine.newBuilder()
                .maximumWeight(settings.bytes())
                .weigher((ReportKey _, HeldReport report) -> report.whole().weight() + OVERHEAD)
                .build();
    }

    Optional<HeldReport> find(ReportKey key) {
        return Optional.ofNullable(reports.getIfPresent(key));
    }

    /** Taken before a look-up, tells {@link #keep} whether a report was stored meanwhile. */
    long mark() {
        return taken.get();
    }

    /** Keeps what was looked up after {@code mark}, unless something newer may have been stored since. */
    void keep(HeldReport report, long mark) {
        if (on) {
            // Within compute, a report taken now either is seen here or finds and forgets what is put.
            reports.asMap().compute(report.key(), (_, there) -> mark == taken.get() ? report : there);
        }
    }

    /** The week after carries a comparison with the one that was taken. */
    @EventListener
    void onTaken(ReportTaken event) {
        taken.incrementAndGet();
        reports.invalidate(event.key());
        reports.invalidate(
                new ReportKey(event.key().account(), event.key().week().next()));
    }
}
