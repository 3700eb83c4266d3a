package dev.weekline.backfill;

import dev.weekline.account.Account;
import dev.weekline.report.Spans.FilledWeek;
import dev.weekline.work.Lease;
import java.util.List;
import reactor.core.publisher.Flux;

/** Fetches planned weeks. */
interface Fetching {

    /** Whether this replica could begin another fetch now. */
    boolean hasRoom();

    /**
     * Fetches weeks of one account, from the background side of the quota.
     *
     * @param leases of the weeks, one or several that lie side by side
     * @return one element for each, as soon as it is known
     */
    Flux<FilledWeek> fill(Account account, List<Lease> leases);
}
