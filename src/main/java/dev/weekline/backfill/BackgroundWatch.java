package dev.weekline.backfill;

import dev.weekline.database.Lane;
import dev.weekline.work.BackgroundQueue;
import dev.weekline.work.Workload;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** How much the background has still to do, for whoever wants to look on. */
@Singleton
public class BackgroundWatch {

    private static final Logger LOG = LoggerFactory.getLogger(BackgroundWatch.class);
    private static final Duration EVERY = Duration.ofSeconds(1);

    private final BackgroundQueue queue;

    BackgroundWatch(BackgroundQueue queue) {
        this.queue = queue;
    }

    /** How much there is to do, by whichever replica, once a second. Nobody is asked while none looks on. */
    public Flux<Workload> watch() {
        return Lane.BACKGROUND.of(Flux.interval(Duration.ZERO, EVERY)
                .onBackpressureLatest()
                .concatMap(
                        _ -> queue.workload().onErrorResume(fault -> {
                            LOG.debug("The background could not be looked at", fault);
                            return Mono.empty();
                        }),
                        0));
    }
}
