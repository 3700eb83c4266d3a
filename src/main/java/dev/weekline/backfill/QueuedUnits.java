package dev.weekline.backfill;

import dev.weekline.quota.Backlog;
import jakarta.inject.Singleton;
import reactor.core.publisher.Mono;

/** What the weeks in the queue will cost, missing ones of an account together. */
@Singleton
final class QueuedUnits implements Backlog {

    private final QueueRows queue;
    private final Cost cost;

    QueuedUnits(QueueRows queue, BackfillSettings settings) {
        this.queue = queue;
        this.cost = Cost.ofAll(settings.together());
    }

    @Override
    public Mono<Long> units() {
        return queue.waiting().map(waiting -> (long) cost.units(waiting));
    }
}
