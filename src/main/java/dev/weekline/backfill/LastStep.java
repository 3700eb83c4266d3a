package dev.weekline.backfill;

import dev.weekline.run.RunCost;
import io.micronaut.runtime.event.annotation.EventListener;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the background of this replica did last. */
@Singleton
public class LastStep {

    private final BackgroundSwitch allowed;
    private final InstantSource time;
    private volatile @Nullable Taken last;

    LastStep(BackgroundSwitch allowed, InstantSource time) {
        this.allowed = allowed;
        this.time = time;
    }

    /**
     * A step that is over.
     *
     * @param what {@code worked}, {@code under-way}, {@code resting}, {@code busy} or {@code nothing}
     * @param week whose turn it was, as in {@code 2025-W39 of act_1}; empty where it was nobody's
     * @param stored weeks that are stored now
     * @param failed weeks that could not be had
     * @param setback what stood in the way, in a sentence
     */
    public record Taken(
            Instant at,
            String what,
            Optional<String> week,
            int stored,
            int failed,
            RunCost cost,
            Optional<String> setback) {

        private static Taken of(Step step, Instant at) {
            return switch (step) {
                case Step.Worked worked ->
                    new Taken(
                            at,
                            "worked",
                            Optional.of(
                                    worked.week() + " of " + worked.account().value()),
                            worked.stored().size(),
                            worked.failed().size(),
                            worked.cost(),
                            worked.setback().map(Step.Setback::why));
                case Step.UnderWay(var account, var week) ->
                    idle(at, "under-way", Optional.of(week + " of " + account.value()));
                case Step.Resting _ -> idle(at, "resting", Optional.empty());
                case Step.Busy _ -> idle(at, "busy", Optional.empty());
                case Step.Nothing _ -> idle(at, "nothing", Optional.empty());
            };
        }

        private static Taken idle(Instant at, String what, Optional<String> week) {
            return new Taken(at, what, week, 0, 0, RunCost.NOTHING, Optional.empty());
        }
    }

    @EventListener
    void stepTaken(StepTaken step) {
        last = Taken.of(step.step(), time.instant());
    }

    /** Whether this replica does anything that nobody has asked for. */
    public boolean isOn() {
        return allowed.background();
    }

    /** Empty before the first step. */
    public Optional<Taken> find() {
        return Optional.ofNullable(last);
    }
}
