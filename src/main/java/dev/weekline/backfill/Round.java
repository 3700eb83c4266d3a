package dev.weekline.backfill;

import dev.weekline.run.RunCost;
import java.time.Duration;

/**
 * What one round of the background came to.
 *
 * @param queued weeks that were planned
 * @param stored weeks that were fetched
 * @param failed weeks that could not be
 * @param resting accounts that have to rest
 */
record Round(long queued, int stored, int failed, int resting, RunCost cost, Duration took) {

    static Round of(long queued) {
        return new Round(queued, 0, 0, 0, RunCost.NOTHING, Duration.ZERO);
    }

    Round with(Step step) {
        return step instanceof Step.Worked worked
                ? new Round(
                        queued,
                        stored + worked.stored().size(),
                        failed + worked.failed().size(),
                        resting + (worked.rests() ? 1 : 0),
                        cost.plus(worked.cost()),
                        took)
                : this;
    }

    Round lasting(Duration duration) {
        return new Round(queued, stored, failed, resting, cost, duration);
    }

    boolean didSomething() {
        return stored > 0 || failed > 0 || cost.calls() > 0;
    }

    /** For the log. */
    @Override
    public String toString() {
        return "Background: %d weeks stored, %d failed, %d accounts rest; %d calls, %d units in %d s"
                .formatted(stored, failed, resting, cost.calls(), cost.units(), took.toSeconds());
    }
}
