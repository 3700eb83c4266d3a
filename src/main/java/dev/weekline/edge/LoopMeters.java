package dev.weekline.edge;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micronaut.context.annotation.Context;
import io.micronaut.http.netty.channel.EventLoopGroupRegistry;
import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.ScheduledFuture;
import io.netty.util.concurrent.SingleThreadEventExecutor;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.StreamSupport;

/**
 * By how much event loops are late: each is to look at the clock a few times a second, and what it is late by, anything
 * else that it has to do is late by as well.
 */
@Context
final class LoopMeters {

    private static final Duration EVERY = Duration.ofMillis(250);

    private final EventLoopGroup loops;
    private final Timer lag;
    private final List<ScheduledFuture<?>> looks = new ArrayList<>();

    LoopMeters(EventLoopGroupRegistry groups, MeterRegistry meters) {
        this.loops = groups.getDefaultEventLoopGroup();
        this.lag = Timer.builder("weekline.loops.lag")
                .description("By how much event loops begin late with what is due")
                .serviceLevelObjectives(
                        Duration.ofMillis(1), Duration.ofMillis(10), Duration.ofMillis(50), Duration.ofMillis(250))
                .register(meters);
        Gauge.builder("weekline.loops.tasks", loops, LoopMeters::waiting)
                .description("Tasks that wait for an event loop")
                .baseUnit("tasks")
                .register(meters);
    }

    @PostConstruct
    void begin() {
        for (var loop : loops) {
            var due = new AtomicLong(System.nanoTime() + EVERY.toNanos());
            looks.add(
                    loop.scheduleAtFixedRate(() -> look(due), EVERY.toNanos(), EVERY.toNanos(), TimeUnit.NANOSECONDS));
        }
    }

    @PreDestroy
    void end() {
        looks.forEach(look -> look.cancel(false));
    }

    private void look(AtomicLong due) {
        var now = System.nanoTime();
        lag.record(Math.max(0, now - due.get()), TimeUnit.NANOSECONDS);
        // A loop that stood still is not late for each of the looks that it missed.
        due.set(Math.max(due.get() + EVERY.toNanos(), now));
    }

    private static double waiting(EventLoopGroup loops) {
        return StreamSupport.stream(loops.spliterator(), false)
                .mapToInt(LoopMeters::waitingFor)
                .sum();
    }

    private static int waitingFor(EventExecutor loop) {
        return loop instanceof SingleThreadEventExecutor known ? known.pendingTasks() : 0;
    }
}
