package dev.weekline.quota;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.TokensInheritanceStrategy;
import java.time.Duration;

/** One bucket of this process; used by one thread at a time. */
final class Budget {

    private final Bucket bucket;
    private BucketSize size;

    Budget(BucketSize size, TimeMeter meter) {
        this.size = size;
        this.bucket = Bucket.builder()
                .addLimit(size.configuration().getBandwidths()[0])
                .withCustomTimePrecision(meter)
                .build();
    }

    Duration waitFor(int units) {
        var nanos = bucket.estimateAbilityToConsume(size.within(units)).getNanosToWaitForRefill();
        return size.waitFor(units, nanos);
    }

    /** Takes the units, and tells how long it is until their turn. */
    Duration reserve(int units) {
        return BucketSize.exact(bucket.consumeIgnoringRateLimits(units));
    }

    boolean takeAbove(int units, int floor) {
        var isThere = bucket.getAvailableTokens() - units >= floor;
        if (isThere) {
            bucket.consumeIgnoringRateLimits(units);
        }
        return isThere;
    }

    /** Takes a reservation back, and tells how long it is until this is full. */
    Duration giveBack(int units) {
        bucket.addTokens(units);
        return untilFull();
    }

    void resize(BucketSize wanted) {
        if (!wanted.equals(size)) {
            bucket.replaceConfiguration(wanted.configuration(), TokensInheritanceStrategy.AS_IS);
            size = wanted;
        }
    }

    long left() {
        return bucket.getAvailableTokens();
    }

    /** How long until nothing tells this from a fresh budget. */
    Duration untilFull() {
        return waitFor(size.burst());
    }
}
