package dev.weekline.quota;

import java.time.Duration;
import reactor.core.publisher.Mono;

/**
 * Buckets of units, full when first asked about. Taking more than a bucket holds brings it below zero; the turn of
 * whoever did comes when the bucket has made up for it, so turns come in the order of taking. A bucket that is asked
 * about with another size than before takes that size and keeps what it holds, as far as that fits.
 */
interface Buckets {

    /** How long so many units would have to wait for their turn; takes nothing. */
    Mono<Duration> waitFor(BucketKey bucket, int units);

    /** What the bucket holds. */
    Mono<BucketState> state(BucketKey bucket);

    /** Takes the units on these terms; empty where they are not met. A caller that cancels may have spent them. */
    Mono<Taken> take(BucketKey bucket, int units, Terms terms);

    /** Gives back what was taken, as far as the bucket could hold it; turns that were given since stay as they are. */
    Mono<Void> giveBack(Taken taken);
}
