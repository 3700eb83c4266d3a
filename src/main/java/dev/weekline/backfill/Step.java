package dev.weekline.backfill;

import dev.weekline.account.AccountId;
import dev.weekline.run.RunCost;
import dev.weekline.week.IsoWeek;
import java.time.Instant;

/** Everything that one step of the background can come to. */
sealed interface Step {

    /** A week was stored. */
    record Stored(AccountId account, IsoWeek week, RunCost cost) implements Step {}

    /** A week was in the queue that need not be fetched any more. */
    record Unneeded(AccountId account, IsoWeek week) implements Step {}

    /**
     * A week could not be fetched.
     *
     * @param next when it is tried again; {@link Instant#MAX} for not before somebody queues it anew
     */
    record Failed(AccountId account, IsoWeek week, RunCost cost, String why, Instant next) implements Step {}

    /** The account as a whole can't be read before {@code until}. */
    record AccountRests(AccountId account, IsoWeek week, RunCost cost, String why, Instant until) implements Step {}

    /** Work goes on longer than anybody wants to wait. */
    record UnderWay(AccountId account, IsoWeek week) implements Step {}

    /** There is work, but none that may be done before {@code until}. */
    record Resting(Instant until) implements Step {}

    /** This replica works on as much as it may at once. */
    record Busy() implements Step {}

    /** There is no work. */
    record Nothing() implements Step {}
}
