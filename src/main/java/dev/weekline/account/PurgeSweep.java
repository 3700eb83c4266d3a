package dev.weekline.account;

import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * Purges deleted accounts whose time has come, and once more those that were: a fetch may still have been under way.
 */
@Singleton
class PurgeSweep {

    private static final Logger LOG = LoggerFactory.getLogger(PurgeSweep.class);

    private final PurgeRows rows;
    private final Purge purge;
    private final InstantSource time;

    PurgeSweep(PurgeRows rows, Purge purge, InstantSource time) {
        this.rows = rows;
        this.purge = purge;
        this.time = time;
    }

    /** Begins a sweep; it goes on without a thread of its own. */
    @Scheduled(
            fixedDelay = "${weekline.accounts.sweep-every:10m}",
            initialDelay = "${weekline.accounts.sweep-every:10m}")
    void begin() {
        once().subscribe(
                        removed -> {
                            if (removed > 0) {
                                LOG.info("Removed {} rows of accounts that were deleted", removed);
                            }
                        },
                        fault -> LOG.warn("Removing deleted accounts failed; it is tried again", fault));
    }

    /** Sweeps once and answers how many rows were removed. */
    Mono<Long> once() {
        return rows.due(time.instant())
                .map(AccountId::new)
                .collectList()
                .flatMapIterable(due -> due)
                .concatMap(purge::run)
                .reduce(0L, Long::sum);
    }
}
