package dev.weekline.backfill;

import dev.weekline.database.Chore;
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
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.ToLongFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/** Keeps the background tidy and tells how much of it there is; then has the chores of all rooms done. */
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
    private final Chores chores;
    private final Clock clock;
    private final AtomicBoolean tidying = new AtomicBoolean();
    private final AtomicReference<Workload> seen = new AtomicReference<>(new Workload(0, 0, 0, 0, 0));

    Housekeeping(
            BackgroundQueue queue,
            Leases leases,
            BackfillRows backfills,
            Chores chores,
            Clock clock,
            MeterRegistry meters) {
        this.queue = queue;
        this.leases = leases;
        this.backfills = backfills;
        this.chores = chores;
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
        if (tidying.compareAndSet(false, true)) {
            once().doOnError(fault -> LOG.warn("Tidying the background failed; it is tried again", fault))
                    .onErrorComplete()
                    .then(chores.due())
                    .doFinally(_ -> tidying.set(false))
                    .subscribe();
        }
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
        return Chore.bySome(AT_ONCE, () -> backfills.remove(before, AT_ONCE));
    }
}
