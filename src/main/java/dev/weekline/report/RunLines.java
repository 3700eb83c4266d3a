package dev.weekline.report;

import dev.weekline.run.RunTimes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A line for each run when it is over, and one more for one that took long. */
@Singleton
class RunLines {

    private static final Logger LOG = LoggerFactory.getLogger(RunLines.class);

    private final SlowFetches slow;
    private final Clock clock;

    RunLines(SlowFetches slow, Clock clock) {
        this.slow = slow;
        this.clock = clock;
    }

    /**
     * A run is over.
     *
     * @param result what came of it, in words
     */
    void over(WeekUnderWay week, RunTimes times, String result) {
        var cost = week.log().cost();
        var line = LOG.atInfo()
                .addKeyValue("account", week.key().account())
                .addKeyValue("week", week.key().week())
                .addKeyValue("run", week.run().id());
        week.errand()
                .requestId()
                .map(id -> line.addKeyValue("request", id))
                .orElse(line)
                .log(
                        "Run ({}) {}: {} calls, {} units in {} ms",
                        week.errand().cause().word(),
                        result,
                        cost.calls(),
                        cost.units(),
                        Duration.between(week.run().startedAt(), clock.instant())
                                .toMillis());
        slow.over(week, times, result);
    }
}
