package dev.weekline.report;

import dev.weekline.account.Account;
import dev.weekline.audit.Actor;
import dev.weekline.audit.Change;
import dev.weekline.run.Cause;
import dev.weekline.week.IsoWeek;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What a reader asks for.
 *
 * @param patience how long to wait for a week that has to be fetched
 * @param by who asks
 */
record Asked(Account account, IsoWeek week, Mode mode, Duration patience, Actor by) {

    /** What the reader thinks of stored answers. */
    enum Mode {
        /** They are welcome. */
        USUAL,
        /** They are not; the week is fetched anew. */
        ANEW,
        /** Only they are; nothing is ever fetched. */
        ONLY_IF_CACHED
    }

    ReportKey key() {
        return new ReportKey(account.id(), week);
    }

    /** What is written down of somebody who has Meta asked anew. */
    Change refresh() {
        return Change.made("report.refresh", Map.of("week", week.toString()))
                .about(account.id().value());
    }

    /** The fetch that this leads to. */
    Errand errand(Cause cause, Optional<Instant> before, Instant now) {
        return new Errand(account, week, cause, by.requestId(), before, now);
    }
}
