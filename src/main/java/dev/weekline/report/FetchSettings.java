package dev.weekline.report;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import java.time.Duration;

/**
 * How weeks are fetched.
 *
 * @param deadline a fetch is over by then, waiting for quota and for report runs at Meta included
 * @param atOnce how many weeks are fetched side by side
 * @param atOnceOfAccount how many weeks of one account are fetched side by side
 * @param waiting how many more may wait for their turn before readers are told to come back later
 * @param restAfterFailure how long a week rests before Meta is asked again after it failed; each further failure
 *     doubles that, up to an hour
 * @param slow a fetch that takes longer is logged with where its time went
 */
@ConfigurationProperties("weekline.fetch")
record FetchSettings(
        @Bindable(defaultValue = "40m") @NotNull Duration deadline,
        @Bindable(defaultValue = "6") @Positive int atOnce,
        @Bindable(defaultValue = "2") @Positive int atOnceOfAccount,
        @Bindable(defaultValue = "1000") @Positive int waiting,
        @Bindable(defaultValue = "30s") @NotNull Duration restAfterFailure,
        @Bindable(defaultValue = "15s") @NotNull Duration slow) {

    /**
     * A section that is not there by then is left out, so that the others can be stored before the fetch has to be
     * over.
     */
    Duration deadlineOfSection() {
        return deadline.multipliedBy(9).dividedBy(10);
    }

    /**
     * What a fetch that came to nothing brought is used by the next one if that begins within this time: longer than a
     * limit of Meta's usually lasts, so that what was paid for before it was reached is not asked for again.
     */
    static final Duration ADOPTED_WITHIN = Duration.ofHours(2);

    /** The same for a week that is not over. */
    static final Duration ADOPTED_WITHIN_OPEN_WEEK = Duration.ofHours(1);
}
