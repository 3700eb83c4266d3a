package dev.weekline.backfill;

import dev.weekline.account.AccountId;
import dev.weekline.run.RunCost;
import dev.weekline.week.IsoWeek;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Everything that one step of the background can come to. */
sealed interface Step {

    /**
     * One account was worked on.
     *
     * @param week whose turn it was; others next to it were fetched with it
     * @param stored weeks that are stored now
     * @param failed weeks that could not be had
     * @param setback what stood in the way, if anything did
     */
    record Worked(
            AccountId account,
            IsoWeek week,
            List<IsoWeek> stored,
            List<IsoWeek> failed,
            Optional<Setback> setback,
            RunCost cost)
            implements Step {

        public Worked {
            stored = List.copyOf(stored);
            failed = List.copyOf(failed);
        }

        static Worked begin(AccountId account, IsoWeek week) {
            return new Worked(account, week, List.of(), List.of(), Optional.empty(), RunCost.NOTHING);
        }

        Worked storing(IsoWeek one, RunCost more) {
            return new Worked(account, week, with(stored, one), failed, setback, cost.plus(more));
        }

        Worked failing(IsoWeek one, Setback how, RunCost more) {
            return new Worked(account, week, stored, with(failed, one), Optional.of(how), cost.plus(more));
        }

        Worked stopped(Setback how, RunCost more) {
            return new Worked(account, week, stored, failed, Optional.of(how), cost.plus(more));
        }

        /** Whether nothing of the account can be had for now. */
        boolean rests() {
            return setback.filter(Setback::ofAccount).isPresent();
        }

        private static List<IsoWeek> with(List<IsoWeek> weeks, IsoWeek one) {
            var more = new ArrayList<>(weeks);
            more.add(one);
            return more;
        }
    }

    /**
     * What stood in the way.
     *
     * @param ofAccount whether it holds for all weeks of the account
     * @param until when it is worth trying again; {@link Instant#MAX} for not before somebody says so
     */
    record Setback(boolean ofAccount, String why, Instant until) {}

    /** Work goes on longer than anybody wants to wait. */
    record UnderWay(AccountId account, IsoWeek week) implements Step {}

    /** There is work, but none that may be done before {@code until}. */
    record Resting(Instant until) implements Step {}

    /** This replica works on as much as it may at once. */
    record Busy() implements Step {}

    /** There is no work. */
    record Nothing() implements Step {}
}
