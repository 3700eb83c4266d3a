package dev.weekline.report;

import dev.weekline.meta.Insights;
import dev.weekline.quota.Backlog;
import dev.weekline.work.WorkQueue;
import jakarta.inject.Singleton;
import reactor.core.publisher.Mono;

/** What the weeks in the queue will cost, by what a week costs that has to be asked for as a whole. */
@Singleton
final class QueuedUnits implements Backlog {

    private final WorkQueue queue;
    private final Insights insights;

    QueuedUnits(WorkQueue queue, Insights insights) {
        this.queue = queue;
        this.insights = insights;
    }

    @Override
    public Mono<Long> units() {
        return queue.length().map(weeks -> weeks * insights.unitsOfWeek());
    }
}
