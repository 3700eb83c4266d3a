package dev.weekline.quota;

import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/** Removes from the usage log what is too old to tell anything. */
@Singleton
final class UsageSweep {

    private static final Logger LOG = LoggerFactory.getLogger(UsageSweep.class);
    private static final int AT_ONCE = 5_000;

    private final UsageRows rows;
    private final UsageLogSettings settings;
    private final InstantSource time;

    UsageSweep(UsageRows rows, UsageLogSettings settings, InstantSource time) {
        this.rows = rows;
        this.settings = settings;
        this.time = time;
    }

    /** Begins a sweep; it goes on without a thread of its own. */
    @Scheduled(fixedDelay = "${weekline.quota.usage-log.sweep-every:1h}", initialDelay = "1m")
    void begin() {
        once().subscribe(
                        removed -> LOG.debug("Swept {} rows of the usage log", removed),
                        fault -> LOG.warn(
                                "Sweeping the usage log failed; it is tried again in {}",
                                settings.sweepEvery(),
                                fault));
    }

    /** Sweeps once, some rows at a time so that no lock is held for long, and tells how many were removed. */
    Mono<Long> once() {
        var before = time.instant().minus(settings.keep());
        return Mono.defer(() -> rows.remove(before, AT_ONCE))
                .expand(removed -> removed < AT_ONCE ? Mono.empty() : rows.remove(before, AT_ONCE))
                .reduce(0L, Long::sum);
    }
}
