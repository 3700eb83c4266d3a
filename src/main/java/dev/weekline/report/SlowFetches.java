package dev.weekline.report;

import dev.weekline.run.RunTimes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says of every fetch that took long where its time went, in one line. */
@Singleton
class SlowFetches {

    private static final Logger LOG = LoggerFactory.getLogger(SlowFetches.class);

    private final FetchSettings settings;
    private final Clock clock;

    SlowFetches(FetchSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * A fetch is over. Of weeks that are read together nothing is said: each of them takes as long as all do.
     *
     * @param result what came of it, in a word
     */
    void over(WeekUnderWay week, RunTimes times, String result) {
        var took = Duration.between(week.errand().askedAt(), clock.instant());
        if (took.compareTo(settings.slow()) <= 0 || week.log().isShared()) {
            return;
        }
        var log = week.log();
        var cost = log.cost();
        LOG.info(
                "Fetching {} ({}) took {} ms, {}: lease {} ms, quota {} ms, Meta {} ms, store {} ms; "
                        + "{} calls, {} units; slowest section: {}; run {}",
                week.key().week() + " of " + week.key().account().value(),
                week.errand().cause().word(),
                took.toMillis(),
                result,
                times.lease().toMillis(),
                times.quota().toMillis(),
                times.meta().toMillis(),
                times.store().toMillis(),
                cost.calls(),
                cost.units(),
                log.slowest()
                        .map(slowest ->
                                slowest.getKey() + ", " + slowest.getValue().toMillis() + " ms")
                        .orElse("none"),
                week.run().id());
    }
}
