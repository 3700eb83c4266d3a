package dev.weekline.backfill;

import dev.weekline.database.Chore;
import dev.weekline.database.Lane;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The chores of all rooms. One that fails keeps none of the others from being done. */
@Singleton
class Chores {

    private static final Logger LOG = LoggerFactory.getLogger(Chores.class);

    private final List<Chore> chores;

    /** By the clock of the machine: how long ago something was done has nothing to do with the time of day. */
    private final Map<Chore, Long> done = new ConcurrentHashMap<>();

    Chores(List<Chore> chores) {
        this.chores = List.copyOf(chores);
    }

    /** Does those that are due, and tells how many rows they removed together. */
    Mono<Long> due() {
        return Lane.BACKGROUND.of(Flux.fromIterable(chores)
                .filter(this::isDue)
                .concatMap(this::run)
                .reduce(0L, Long::sum));
    }

    private boolean isDue(Chore chore) {
        var last = done.get(chore);
        return last == null || System.nanoTime() - last >= chore.every().toNanos();
    }

    private Mono<Long> run(Chore chore) {
        return chore.once()
                .doOnNext(removed -> {
                    if (removed > 0) {
                        LOG.info("Swept {} {}", removed, chore.what());
                    }
                })
                .onErrorResume(fault -> {
                    LOG.warn("Sweeping {} failed; it is tried again in {}", chore.what(), chore.every(), fault);
                    return Mono.empty();
                })
                .doFinally(_ -> done.put(chore, System.nanoTime()));
    }
}
