package dev.weekline.backfill;

import dev.weekline.database.Lane;
import dev.weekline.work.BackgroundQueue;
import dev.weekline.work.Leases;
import dev.weekline.work.Workload;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.ToLongFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * Keeps the background tidy and tells how much of it there is. Rows of reports, usage and operations that nobody needs
 * any more are removed by their own rooms, some at a time as well.
 */
@Singleton
class Housekeeping {

    private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);

    /** A lease that lapsed longer ago is not going to be renewed late. */
    private static final Duration LAPSED_FOR_GOOD = Duration.ofMinutes(1);

    /** As long as their operations usually are. */
    private static final Duration KEEP = Duration.ofDays(30);

    private static final int AT_ONCE = 50;

    private final BackgroundQueue queue;
    private final Leases leases;
    private final BackfillRows backfills;
    private final Clock clock;
    private final AtomicReference<Workload> seen = new AtomicReference<>(new Workload(0, 0, 0, 0, 0));

    Housekeeping(BackgroundQueue queue, Leases leases, BackfillRows backfills, Clock clock, MeterRegistry meters) {
        this.queue = queue;
        this.leases = leases;
        this.backfills = backfills;
        this.clock = clock;
        gauge(meters, "weekline.background.queued", "Weeks that the background has still to do", Workload::queued);
        gauge(meters, "weekline.background.dead", "Weeks that have failed too often", Workload::dead);
        gauge(meters, "weekline.leases.lapsed", "Leases that are over without having been ended", Workload::lapsed);
        gauge(
                meters,
                "weekline.leases.lapsed.longest.seconds",
                "For how long the oldest lapsed lease has been over",
                Workload::longestLapsed);
    }

    private void gauge(MeterRegistry meters, String name, String what, ToLongFunction<Workload> value) {
        Gauge.builder(name, seen, last -> value.applyAsLong(last.get()))
                .description(what)
                .register(meters);
    }

    /** Begins to tidy; it goes on without a thread of its own. */
    @Scheduled(fixedDelay = "${weekline.backfill.tidy-every:1m}", initialDelay = "${weekline.backfill.tidy-delay:20s}")
    void begin() {
        once().subscribe(_ -> {}, fault -> LOG.warn("Tidying the background failed; it is tried again", fault));
    }

    /** Tidies once, and tells how much work there was before. */
    Mono<Workload> once() {
        return Lane.BACKGROUND.of(queue.workload()
                .doOnNext(seen::set)
                .delayUntil(_ -> leases.endLapsed(LAPSED_FOR_GOOD).doOnNext(ended -> {
                    if (ended > 0) {
                        LOG.warn("{} leases had lapsed and nobody took them over; they were ended", ended);
                    }
                }))
                .delayUntil(_ -> queue.forgetStrangers())
                .delayUntil(_ -> sweepBackfills()));
    }

    private Mono<Long> sweepBackfills() {
        var before = clock.instant().minus(KEEP);
        return Mono.defer(() -> backfills.remove(before, AT_ONCE))
                .expand(removed -> removed < AT_ONCE ? Mono.empty() : backfills.remove(before, AT_ONCE))
                .reduce(0L, Long::sum);
    }
}
