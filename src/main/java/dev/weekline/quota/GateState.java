package dev.weekline.quota;

import dev.weekline.account.AccountId;
import dev.weekline.account.Sight;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is closed at a moment, and what Meta said last.
 *
 * @param closed every closing that is under way
 * @param told the last reading of every account that was asked about lately
 */
public record GateState(List<Shut> closed, List<Told> told) {

    public GateState {
        closed = List.copyOf(closed);
        told = List.copyOf(told);
    }

    /** What may be told to somebody with that sight. */
    GateState within(Sight sight) {
        return new GateState(
                closed.stream()
                        .filter(shut -> shut.account().map(sight::sees).orElse(true))
                        .toList(),
                told.stream().filter(one -> sight.sees(one.account())).toList());
    }

    /**
     * A closing that is under way.
     *
     * @param account whose; empty where it is everybody's
     * @param work the most urgent work that it stops; what is less urgent it stops as well
     * @param closed why, and until when
     */
    public record Shut(Optional<AccountId> account, Work work, Closed closed) {}

    /**
     * What Meta said last of an account.
     *
     * @param at when it said so
     * @param age how long ago that is
     */
    public record Told(AccountId account, UsageReading reading, Instant at, Duration age) {}
}
