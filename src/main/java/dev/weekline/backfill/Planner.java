package dev.weekline.backfill;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * Notices which weeks need work: when it begins, every few minutes, and when an account has come. Weeks that end, in
 * whatever zone, are noticed by the next look, some time after their end and not those of all accounts at once.
 */
@Singleton
class Planner {

    private static final Logger LOG = LoggerFactory.getLogger(Planner.class);

    private final PlanRows rows;
    private final PlanSettings settings;
    private final Clock clock;
    private volatile Instant last = Instant.MIN;

    Planner(PlanRows rows, PlanSettings settings, Clock clock) {
        this.rows = rows;
        this.settings = settings;
        this.clock = clock;
    }

    /** Plans if it is time to; tells how many weeks were queued. */
    Mono<Long> planIfDue() {
        return Mono.defer(() -> {
                    var now = clock.instant();
                    return last.isAfter(now.minus(settings.every()))
                            ? rows.hasNewAccounts().filter(found -> found).flatMap(_ -> plan(now))
                            : plan(now);
                })
                .defaultIfEmpty(0L);
    }

    private Mono<Long> plan(Instant now) {
        return rows.zones()
                .flatMap(zones -> rows.plan(
                        Boundaries.last(settings.horizon(), zones, now).told(), now))
                .doOnNext(queued -> {
                    last = now;
                    if (queued > 0) {
                        LOG.info("{} weeks are missing or due and were queued", queued);
                    }
                });
    }
}
