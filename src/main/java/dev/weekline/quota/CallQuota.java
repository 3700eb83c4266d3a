package dev.weekline.quota;

import dev.weekline.account.AccountId;
import java.time.Duration;
import java.util.Optional;
import reactor.core.publisher.Mono;

/** The one gate before every call to Meta. */
public interface CallQuota {

    /**
     * Takes the units of one call. {@link Work#INTERACTIVE} work waits for its turn in the order of asking;
     * {@link Work#BACKGROUND} work waits until more than the reserve is there, and stands in nobody's way until then.
     * Nothing is taken before subscription; somebody who cancels while waiting for a turn has spent its units.
     *
     * @param patience how long the caller is willing to wait; a turn that would come later is denied at once and takes
     *     nothing
     */
    Mono<Permit> take(PlannedCall call, Duration patience);

    /** How long calls of so many units together would have to wait if they were asked now; takes nothing. */
    Mono<Duration> estimateWait(AccountId account, Work work, int units);

    /**
     * Takes in what Meta said along with an answer: what is used of its limits, and which of them the call ran into.
     * Returns at once; what has to be stored is stored later.
     *
     * @param section what the call was for: {@code totals}, the name of a section, {@code account}
     */
    void told(AccountId account, String section, Usage usage, Optional<Reached> reached);

    /** What Meta said last of what an account has used, as far as this process was told; silent where it was not. */
    UsageReading heard(AccountId account);

    /**
     * A limit of Meta's that a call ran into.
     *
     * @param pause how long Meta says it lasts, or usually does
     */
    record Reached(Gate gate, Duration pause) {}

    /**
     * What is left of what an account may spend, as a share from 0 to 1: the least of what Meta's last percents and our
     * own buckets leave, of the account and of the app. It is what this process knows, and waits for nobody.
     */
    double left(AccountId account);
}
