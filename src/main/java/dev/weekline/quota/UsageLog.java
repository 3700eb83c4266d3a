package dev.weekline.quota;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.util.retry.Retry;

/**
 * Stores what Meta says of its limits, in batches and behind the answers. Nobody waits for it: what a slow database
 * leaves no room for, or a failing one does not take, is dropped and counted.
 */
@Singleton
final class UsageLog {

    private static final Logger LOG = LoggerFactory.getLogger(UsageLog.class);
    private static final int MORE_TRIES = 2;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);

    private final Function<List<LoggedUsage>, Mono<Long>> store;
    private final UsageLogSettings settings;
    private final Scheduler timer;
    private final Counter dropped;

    private final ConcurrentLinkedQueue<LoggedUsage> waiting = new ConcurrentLinkedQueue<>();
    /** Counted apart, since the queue would have to count itself from end to end. */
    private final AtomicInteger size = new AtomicInteger();

    private final AtomicReference<@Nullable CompletableFuture<Void>> underWay = new AtomicReference<>();

    @Inject
    UsageLog(
            UsageRows rows,
            UsageLogSettings settings,
            MeterRegistry meters,
            @Named("timer") Optional<Scheduler> timer) {
        this(rows::add, settings, meters, timer.orElseGet(Schedulers::parallel));
    }

    UsageLog(
            Function<List<LoggedUsage>, Mono<Long>> store,
            UsageLogSettings settings,
            MeterRegistry meters,
            Scheduler timer) {
        this.store = store;
        this.settings = settings;
        this.timer = timer;
        this.dropped = Counter.builder("weekline.quota.usage.dropped")
                .description("Answers of Meta whose usage headers could not be stored")
                .register(meters);
    }

    /** Returns at once; it is stored later, or dropped. */
    void add(LoggedUsage usage) {
        if (size.incrementAndGet() > settings.waiting()) {
            size.decrementAndGet();
            dropped.increment();
            return;
        }
        waiting.add(usage);
        if (size.get() >= settings.batch() && underWay.get() == null) {
            timer.schedule(this::begin);
        }
    }

    /** Begins to store what waits; it goes on without a thread of its own. */
    @Scheduled(
            fixedDelay = "${weekline.quota.usage-log.every:1s}",
            initialDelay = "${weekline.quota.usage-log.every:1s}")
    void begin() {
        drain().subscribe();
    }

    /** Stores what waits, until nothing does; joins those who do so already. Never fails. */
    Mono<Void> drain() {
        return Mono.fromFuture(this::joined, /* suppressCancel= */ true);
    }

    /** Stores the rest, but does not keep the service from stopping for long. */
    @PreDestroy
    void close() {
        try {
            // Those who were at it when this came may have finished just before the last ones were added.
            drain().then(drain()).block(settings.farewell());
        } catch (IllegalStateException late) {
            LOG.debug("The usage log was still being stored", late);
        }
        var lost = size.get();
        if (lost > 0) {
            dropped.increment(lost);
            LOG.warn("What Meta said of its limits with {} answers was not stored before the end", lost);
        }
    }

    private CompletableFuture<Void> joined() {
        var mine = new CompletableFuture<Void>();
        var earlier = underWay.compareAndExchange(null, mine);
        if (earlier != null) {
            return earlier;
        }
        Mono.defer(this::nextBatch)
                .repeat(() -> !waiting.isEmpty())
                .doOnTerminate(() -> underWay.set(null))
                .subscribe(_ -> {}, mine::completeExceptionally, () -> mine.complete(null));
        return mine;
    }

    private Mono<Long> nextBatch() {
        var batch = take();
        return batch.isEmpty()
                ? Mono.empty()
                : Mono.defer(() -> store.apply(batch))
                        .timeout(settings.patience(), timer)
                        .retryWhen(Retry.backoff(MORE_TRIES, FIRST_PAUSE).scheduler(timer))
                        .onErrorResume(fault -> drop(batch, fault))
                        // Before whoever waits for the end is told of it.
                        .doOnTerminate(() -> size.addAndGet(-batch.size()));
    }

    private List<LoggedUsage> take() {
        var batch = new ArrayList<LoggedUsage>();
        while (batch.size() < settings.batch()) {
            var next = waiting.poll();
            if (next == null) {
                break;
            }
            batch.add(next);
        }
        return batch;
    }

    private Mono<Long> drop(List<LoggedUsage> batch, Throwable fault) {
        dropped.increment(batch.size());
        LOG.warn("What Meta said of its limits with {} answers could not be stored", batch.size(), fault);
        return Mono.empty();
    }
}
