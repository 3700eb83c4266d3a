package dev.weekline.backfill;

import dev.weekline.backfill.StockRows.Weeks;
import dev.weekline.database.Lane;
import dev.weekline.week.Maturity;
import dev.weekline.work.BackgroundQueue;
import dev.weekline.work.QueueDepth;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Context;
import io.micronaut.scheduling.annotation.Scheduled;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.ToLongFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/** How many weeks of all accounts are stored and put off, and how long the oldest has waited. */
@Context
final class StockMeters {

    private static final Logger LOG = LoggerFactory.getLogger(StockMeters.class);
    private static final List<String> STATES = List.of("stored", "partial", "queued", "running", "failed");

    private final StockRows rows;
    private final BackgroundQueue queue;
    private final InstantSource time;
    private final AtomicBoolean looking = new AtomicBoolean();
    private volatile Stock seen = new Stock(List.of(), List.of());

    /** What there was when it was looked. */
    record Stock(List<Weeks> weeks, List<QueueDepth> depths) {}

    StockMeters(StockRows rows, BackgroundQueue queue, MeterRegistry meters, InstantSource time) {
        this.rows = rows;
        this.queue = queue;
        this.time = time;
        for (var state : STATES) {
            for (var maturity : Maturity.values()) {
                Gauge.builder("weekline.weeks", this, all -> all.count(state, maturity.word()))
                        .description("Weeks of all accounts, by how settled they are and what is had of them")
                        .tag("state", state)
                        .tag("maturity", maturity.word())
                        .register(meters);
            }
        }
        for (var priority : List.of(QueueDepth.READERS, QueueDepth.BACKGROUND)) {
            depth(meters, "weekline.queue", "weeks", "Weeks that are queued", priority, QueueDepth::weeks);
            depth(
                    meters,
                    "weekline.queue.oldest",
                    "seconds",
                    "For how long the oldest week has been queued",
                    priority,
                    QueueDepth::oldestSeconds);
        }
    }

    private void depth(
            MeterRegistry meters,
            String name,
            String unit,
            String what,
            String priority,
            ToLongFunction<QueueDepth> value) {
        Gauge.builder(
                        name,
                        this,
                        all -> all.seen.depths().stream()
                                .filter(depth -> depth.queue().equals(priority))
                                .mapToLong(value)
                                .sum())
                .description(what)
                .baseUnit(unit)
                .tag("priority", priority)
                .register(meters);
    }

    /** Begins to look unless that is under way; it goes on without a thread of its own. */
    @Scheduled(fixedDelay = "${weekline.meters.every:1m}", initialDelay = "${weekline.meters.delay:15s}")
    void begin() {
        if (looking.compareAndSet(false, true)) {
            once().doFinally(_ -> looking.set(false))
                    .subscribe(_ -> {}, fault -> LOG.debug("Weeks could not be counted", fault));
        }
    }

    Mono<Stock> once() {
        return Lane.BACKGROUND.of(rows.read(time.instant())
                .collectList()
                .zipWith(queue.depths().collectList(), Stock::new)
                .doOnNext(stock -> seen = stock));
    }

    private double count(String state, String maturity) {
        return seen.weeks().stream()
                .filter(weeks -> weeks.state().equals(state) && weeks.maturity().equals(maturity))
                .mapToLong(Weeks::count)
                .sum();
    }
}
