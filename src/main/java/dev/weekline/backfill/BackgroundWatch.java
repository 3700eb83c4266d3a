package dev.weekline.backfill;

import dev.weekline.work.BackgroundQueue;
import dev.weekline.work.Workload;
import io.micronaut.runtime.event.annotation.EventListener;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** How much the background of this replica has still to do, for whoever wants to look on. */
@Singleton
public class BackgroundWatch {

    private static final Logger LOG = LoggerFactory.getLogger(BackgroundWatch.class);
    private static final Duration AT_MOST_EVERY = Duration.ofSeconds(1);

    private final BackgroundQueue queue;

    /** Who looks on slowly misses steps, not the last state. */
    private final Sinks.Many<StepTaken> steps = Sinks.many().multicast().directBestEffort();

    BackgroundWatch(BackgroundQueue queue) {
        this.queue = queue;
    }

    @EventListener
    void stepTaken(StepTaken step) {
        steps.tryEmitNext(step);
    }

    /**
     * How much there is to do, after steps of this replica, once a second at most. Nobody is asked while none looks on.
     */
    public Flux<Workload> watch() {
        return steps.asFlux()
                .sample(AT_MOST_EVERY)
                .onBackpressureLatest()
                .concatMap(
                        _ -> queue.workload().onErrorResume(fault -> {
                            LOG.debug("The background could not be looked at", fault);
                            return Mono.empty();
                        }),
                        0);
    }
}
