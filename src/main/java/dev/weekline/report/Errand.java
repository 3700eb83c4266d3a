package dev.weekline.report;

import dev.weekline.account.Account;
import dev.weekline.run.Cause;
import dev.weekline.week.IsoWeek;
import java.time.Instant;
import java.util.Optional;

/**
 * A week that is to be fetched.
 *
 * @param cause why
 * @param requestId the request that caused it, where one did
 * @param before when what is stored of the week was fetched; empty where nothing is
 * @param askedAt when it was asked for
 */
record Errand(
        Account account,
        IsoWeek week,
        Cause cause,
        Optional<String> requestId,
        Optional<Instant> before,
        Instant askedAt) {

    ReportKey key() {
        return new ReportKey(account.id(), week);
    }

    /** Somebody insists: that the week rests after a failure does not matter. */
    boolean isForced() {
        return cause == Cause.REFRESH;
    }

    /** Nobody waits for it, and nobody has asked. */
    boolean isPlanned() {
        return cause == Cause.BACKFILL || cause == Cause.UPKEEP;
    }
}
