package dev.weekline.quota;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.TokensInheritanceStrategy;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

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

    /** Takes the units, if the terms are met. */
    Optional<Taken> take(BucketKey key, int units, Terms terms, Instant now) {
        var within = size.within(units);
        var probe = bucket.estimateAbilityToConsume(within);
        var untilTurn = size.waitFor(units, probe.getNanosToWaitForRefill()).toNanos();
        var left = bucket.getAvailableTokens() - units;
        return terms.allow(untilTurn, left)
                ? Optional.of(
                        new Taken(key, units, BucketSize.exact(bucket.consumeIgnoringRateLimits(units)), left, now))
                : Optional.empty();
    }

    void giveBack(int units) {
        if (units > 0) {
            bucket.addTokens(units);
        }
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
