package dev.weekline.report;

import dev.weekline.account.Account;
import dev.weekline.week.IsoWeek;
import dev.weekline.week.Maturity;
import java.time.Instant;

/**
 * A report in memory, ready to be sent.
 *
 * @param freshUntil when it is due for a refresh; {@link Instant#MAX} for never
 * @param labelledUntil when its maturity will no longer be what it says
 */
record HeldReport(
        Account account,
        IsoWeek week,
        int revision,
        Maturity maturity,
        Instant fetchedAt,
        Instant freshUntil,
        Instant labelledUntil,
        Rendition whole) {

    ReportKey key() {
        return new ReportKey(account.id(), week);
    }

    boolean isFresh(Instant now) {
        return now.isBefore(freshUntil);
    }

    boolean isLabelledRight(Instant now) {
        return now.isBefore(labelledUntil);
    }
}
