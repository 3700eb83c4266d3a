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
        return switch (step) {
            case Step.Stored stored -> new Round(queued, this.stored + 1, failed, resting, plus(stored.cost()), took);
            case Step.Failed failure -> new Round(queued, stored, failed + 1, resting, plus(failure.cost()), took);
            case Step.AccountRests rests -> new Round(queued, stored, failed, resting + 1, plus(rests.cost()), took);
            case Step.Unneeded _, Step.UnderWay _, Step.Resting _, Step.Busy _, Step.Nothing _ -> this;
        };
    }

    Round lasting(Duration duration) {
        return new Round(queued, stored, failed, resting, cost, duration);
    }

    boolean didSomething() {
        return stored > 0 || failed > 0 || cost.calls() > 0;
    }

    private RunCost plus(RunCost other) {
        return new RunCost(cost.calls() + other.calls(), cost.units() + other.units());
    }

    /** For the log. */
    @Override
    public String toString() {
        return "Background: %d weeks stored, %d failed, %d accounts rest; %d calls, %d units in %d s"
                .formatted(stored, failed, resting, cost.calls(), cost.units(), took.toSeconds());
    }
}
