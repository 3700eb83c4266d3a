package dev.weekline.quota;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.BucketConfiguration;
import java.time.Duration;

/**
 * How much a bucket holds and how fast it refills.
 *
 * @param unitsPerHour units that come back in an hour, evenly
 * @param burst units that it holds when it is full
 */
record BucketSize(int unitsPerHour, int burst) {

    private static final Duration PERIOD = Duration.ofHours(1);

    static BucketSize of(QuotaSettings settings) {
        return new BucketSize(settings.unitsPerHour(), settings.burst());
    }

    /** How long an empty bucket takes to fill. */
    Duration timeToFill() {
        return PERIOD.multipliedBy(burst).dividedBy(unitsPerHour);
    }

    /** The same proportions with another refill; at least one unit of each. */
    BucketSize scaledTo(double hour) {
        return new BucketSize((int) Math.max(1, Math.min(hour, Integer.MAX_VALUE)), (int)
                Math.max(1, Math.min(hour * burst / unitsPerHour, Integer.MAX_VALUE)));
    }

    BucketSize quarter() {
        return new BucketSize(Math.max(1, unitsPerHour / 4), Math.max(1, burst / 4));
    }

    BucketConfiguration configuration() {
        return BucketConfiguration.builder()
                .addLimit(Bandwidth.builder()
                        .capacity(burst)
                        .refillGreedy(unitsPerHour, PERIOD)
                        .build())
                .build();
    }

    /** The part of so many units that a full bucket holds; Bucket4j gives no forecast of more. */
    int within(int units) {
        return Math.min(units, burst);
    }

    /**
     * How long so many units take to come.
     *
     * @param nanosForWithin Bucket4j's forecast for {@link #within}
     */
    Duration waitFor(int units, long nanosForWithin) {
        return exact(nanosForWithin).plus(timeToEarn(units - within(units)));
    }

    /** Bucket4j rounds down; a nanosecond more makes sure that the units are there when the wait is over. */
    static Duration exact(long nanos) {
        return nanos == 0 ? Duration.ZERO : Duration.ofNanos(nanos).plusNanos(1);
    }

    private Duration timeToEarn(int units) {
        return units == 0
                ? Duration.ZERO
                : PERIOD.multipliedBy(units).dividedBy(unitsPerHour).plusNanos(1);
    }
}
