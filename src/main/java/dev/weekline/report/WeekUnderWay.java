package dev.weekline.report;

import dev.weekline.account.AccessToken;
import dev.weekline.account.Account;
import dev.weekline.meta.Retries;
import dev.weekline.metric.EventMapping;
import dev.weekline.run.Run;
import dev.weekline.run.RunLog;
import dev.weekline.run.RunTimes;
import dev.weekline.work.Lease;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A week that is being fetched, and what its questions share.
 *
 * @param lease the right to fetch it
 * @param mapping what its events are read from
 * @param pieces how many pieces of it have come
 */
record WeekUnderWay(
        Errand errand,
        Lease lease,
        AccessToken token,
        EventMapping mapping,
        Run run,
        RunLog log,
        Retries retries,
        AtomicInteger pieces) {

    WeekUnderWay(
            Errand errand, Lease lease, AccessToken token, EventMapping mapping, Run run, RunLog log, Retries retries) {
        this(errand, lease, token, mapping, run, log, retries, new AtomicInteger());
    }

    /** Where its time went, given how long it took to store it. */
    RunTimes times(Duration store) {
        return log.times(run.waited(), store);
    }

    Account account() {
        return errand.account();
    }

    ReportKey key() {
        return errand.key();
    }
}
