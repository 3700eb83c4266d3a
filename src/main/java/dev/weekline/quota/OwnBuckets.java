package dev.weekline.quota;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/**
 * Buckets of this process alone. One is forgotten when it has refilled, which loses nothing; the bucket of the app lets
 * only a few hundred accounts spend before that, so the bound is never met.
 */
final class OwnBuckets implements Buckets {

    private static final int MOST = 100_000;

    private final TimeMeter meter;
    private final Cache<String, Budget> spent;

    OwnBuckets(TimeMeter meter) {
        this.meter = meter;
        this.spent = Caffeine.newBuilder()
                .maximumSize(MOST)
                .ticker(meter::currentTimeNanos)
                .executor(Runnable::run)
                .expireAfter(Expiry.<String, Budget>writing((_, budget) -> budget.untilFull()))
                .build();
    }

    @Override
    public Mono<Duration> waitFor(BucketKey bucket, int units) {
        return Mono.fromSupplier(() -> with(bucket, budget -> budget.waitFor(units)));
    }

    @Override
    public Mono<BucketState> state(BucketKey bucket) {
        return Mono.fromSupplier(
                () -> with(bucket, budget -> new BucketState(bucket, budget.left(), budget.untilFull())));
    }

    @Override
    public Mono<Taken> take(BucketKey bucket, int units, Terms terms) {
        return Mono.defer(() -> Mono.justOrEmpty(with(bucket, budget -> budget.take(bucket, units, terms, now()))));
    }

    @Override
    public Mono<Void> giveBack(Taken taken) {
        return Mono.fromRunnable(() -> with(taken.bucket(), budget -> {
            budget.giveBack(taken.returnable(now()));
            return budget;
        }));
    }

    private Instant now() {
        return Instant.EPOCH.plusNanos(meter.currentTimeNanos());
    }

    private synchronized <T> T with(BucketKey bucket, Function<Budget, T> work) {
        var known = spent.getIfPresent(bucket.name());
        var budget = known == null ? new Budget(bucket.size(), meter) : known;
        budget.resize(bucket.size());
        var answer = work.apply(budget);
        spent.put(bucket.name(), budget);
        return answer;
    }
}
