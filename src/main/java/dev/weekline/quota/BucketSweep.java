package dev.weekline.quota;

import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes the rows of buckets that have refilled and that nobody has used since. */
@Singleton
class BucketSweep {

    private static final Logger LOG = LoggerFactory.getLogger(BucketSweep.class);

    private final BucketRows rows;

    BucketSweep(BucketRows rows) {
        this.rows = rows;
    }

    /** Begins a sweep; it goes on without a thread of its own. */
    @Scheduled(fixedDelay = "${weekline.sweep.every:5m}", initialDelay = "${weekline.sweep.initial-delay:10s}")
    void begin() {
        rows.removeExpired()
                .subscribe(
                        removed -> LOG.debug("Swept {} buckets that had refilled", removed),
                        fault -> LOG.warn("Sweeping the buckets failed; it is tried again", fault));
    }
}
