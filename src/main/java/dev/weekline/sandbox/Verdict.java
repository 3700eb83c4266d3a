package dev.weekline.sandbox;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What becomes of one call.
 *
 * @param delay how much later than usual it is answered
 * @param hangs whether it waits until it is let go
 * @param version the version that the answer names instead of its own
 * @param fate what becomes of a report run that it creates
 * @param instead what it is told instead of an answer: a {@link Failure.Refusal} or a {@link Failure.Edge}
 * @param damage what happens to its answer on the way
 */
record Verdict(
        Duration delay,
        boolean hangs,
        Optional<String> version,
        Set<Failure.OddPage> oddities,
        Optional<RunFate> fate,
        Optional<Failure> instead,
        Optional<Failure.Damage> damage) {

    /** Manners add up; of all else the first decides. */
    static Verdict of(List<Failure> failures) {
        var delay = Duration.ZERO;
        var hangs = false;
        var version = Optional.<String>empty();
        var oddities = EnumSet.noneOf(Failure.OddPage.class);
        var fate = Optional.<RunFate>empty();
        var instead = Optional.<Failure>empty();
        var damage = Optional.<Failure.Damage>empty();
        for (var failure : failures) {
            switch (failure) {
                case Failure.Delay(var by) -> delay = delay.plus(by);
                case Failure.Hang _ -> hangs = true;
                case Failure.AnswersAsVersion(var named) -> version = version.or(() -> Optional.of(named));
                case Failure.Quirk(var page) -> oddities.add(page);
                case Failure.Fate it -> fate = fate.or(() -> Optional.of(it.fate()));
                case Failure.Refusal refusal -> instead = instead.or(() -> Optional.of(refusal));
                case Failure.Edge edge -> instead = instead.or(() -> Optional.of(edge));
                case Failure.Damage broken -> damage = damage.or(() -> Optional.of(broken));
            }
        }
        return new Verdict(delay, hangs, version, oddities, fate, instead, damage);
    }

    /** The oddities that the rows themselves must be read with. */
    PageQuirks quirks() {
        return new PageQuirks(
                oddities.contains(Failure.OddPage.EMPTY_PAGE),
                oddities.contains(Failure.OddPage.SHORT_PAGE),
                oddities.contains(Failure.OddPage.REPEATS_LAST_ROW),
                oddities.contains(Failure.OddPage.DROPS_BREAKDOWN_KEY));
    }
}
