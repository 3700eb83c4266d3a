package dev.weekline.quota;

import java.time.Duration;
import reactor.core.publisher.Mono;

/**
 * Buckets of units, full when first asked about. Reserving more than a bucket holds takes it below zero; the turn of
 * such a reservation comes when the bucket has made up for it, so turns come in the order of reservations. A bucket
 * that is asked about with another size than before takes that size and keeps what it holds, as far as that fits.
 */
interface Buckets {

    /** How long a reservation of so many units would have to wait for its turn; reserves nothing. */
    Mono<Duration> waitFor(BucketKey bucket, int units);

    /** What the bucket holds. */
    Mono<BucketState> state(BucketKey bucket);

    /** Takes the units, and tells how long it is until their turn. A caller that cancels may have spent them. */
    Mono<Duration> reserve(BucketKey bucket, int units);

    /**
     * Takes the units if so many are left then as {@code floor} says, and tells whether it did; there is no turn to
     * wait for. A caller that cancels may have spent them.
     */
    Mono<Boolean> takeAbove(BucketKey bucket, int units, int floor);

    /** Takes a reservation back; turns that were given since stay as they are. */
    Mono<Void> giveBack(BucketKey bucket, int units);
}
