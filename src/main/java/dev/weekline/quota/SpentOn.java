package dev.weekline.quota;

import dev.weekline.account.AccountId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** What units of one minute were spent on. */
record SpentOn(Instant minute, AccountId account, String section, Purpose purpose) {

    static SpentOn of(PlannedCall call, Instant now) {
        return new SpentOn(now.truncatedTo(ChronoUnit.MINUTES), call.account(), call.section(), call.purpose());
    }
}
