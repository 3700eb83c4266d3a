package dev.weekline.quota;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;

/**
 * One bucket of units. Reserving more than it holds takes it below zero; the turn of such a reservation comes when the
 * bucket has made up for it, so turns come in the order of reservations.
 */
final class Budget {

    private static final Duration PERIOD = Duration.ofHours(1);

    private final QuotaSettings settings;
    private final Bucket bucket;

    Budget(QuotaSettings settings, TimeMeter meter) {
        this.settings = settings;
        this.bucket = Bucket.builder()
                .addLimit(Bandwidth.builder()
                        .capacity(settings.burst())
                        .refillGreedy(settings.unitsPerHour(), PERIOD)
                        .build())
                .withCustomTimePrecision(meter)
                .build();
    }

    /** How long a reservation of so many units would have to wait for its turn; reserves nothing. */
    Duration waitFor(int units) {
        var within = Math.min(units, settings.burst());
        var nanos = bucket.estimateAbilityToConsume(within).getNanosToWaitForRefill();
        // Bucket4j rounds down; a nanosecond more makes sure that the units are there when the wait is over.
        var wait = nanos == 0 ? Duration.ZERO : Duration.ofNanos(nanos + 1);
        return wait.plus(timeToEarn(units - within));
    }

    void reserve(int units) {
        bucket.consumeIgnoringRateLimits(units);
    }

    /** How long until nothing tells this from a fresh budget. */
    Duration untilFull() {
        return waitFor(settings.burst());
    }

    private Duration timeToEarn(int units) {
        return units == 0
                ? Duration.ZERO
                : PERIOD.multipliedBy(units).dividedBy(settings.unitsPerHour()).plusNanos(1);
    }
}
