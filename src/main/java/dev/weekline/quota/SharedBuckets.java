package dev.weekline.quota;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TokensInheritanceStrategy;
import io.github.bucket4j.VerboseResult;
import io.github.bucket4j.distributed.AsyncBucketProxy;
import io.github.bucket4j.distributed.proxy.optimization.Optimizations;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/**
 * Buckets in the database, which all replicas share and which outlive them. Callers of this process that meet at a
 * bucket are served by one swap of its row, in the order in which they came, so that only replicas race for it.
 *
 * <p>Whatever fails, and whatever takes longer than {@link #LONGEST}, ends in an error.
 */
@Singleton
final class SharedBuckets implements Buckets {

    private static final Duration LONGEST = Duration.ofSeconds(3);
    private static final int MOST_AT_HAND = 10_000;

    private final BucketRows rows;
    private final Cache<BucketKey, AsyncBucketProxy> atHand = Caffeine.newBuilder()
            .maximumSize(MOST_AT_HAND)
            .executor(Runnable::run)
            .build();

    SharedBuckets(BucketRows rows) {
        this.rows = rows;
    }

    @Override
    public Mono<Duration> waitFor(BucketKey bucket, int units) {
        return sized(
                        bucket,
                        proxy -> proxy.asVerbose()
                                .estimateAbilityToConsume(bucket.size().within(units)))
                .map(probe -> bucket.size().waitFor(units, probe.getNanosToWaitForRefill()));
    }

    @Override
    public Mono<BucketState> state(BucketKey bucket) {
        return ask(bucket, AsyncBucketProxy::getAvailableTokens)
                .zipWith(
                        waitFor(bucket, bucket.size().burst()),
                        (left, untilFull) -> new BucketState(bucket, left, untilFull));
    }

    @Override
    public Mono<Duration> reserve(BucketKey bucket, int units) {
        return ask(bucket, proxy -> proxy.consumeIgnoringRateLimits(units)).map(BucketSize::exact);
    }

    /** There is no such swap, so whoever finds that others were faster gives back; the first of them never does. */
    @Override
    public Mono<Boolean> takeAbove(BucketKey bucket, int units, int floor) {
        var within = bucket.size().within(units);
        var beyond = units - within;
        return ask(bucket, proxy -> proxy.tryConsumeAndReturnRemaining(within))
                .filter(ConsumptionProbe::isConsumed)
                .flatMap(taken -> taken.getRemainingTokens() - beyond < floor
                        ? giveBack(bucket, within).thenReturn(false)
                        : beyond == 0
                                ? Mono.just(true)
                                : reserve(bucket, beyond).thenReturn(true))
                .defaultIfEmpty(false);
    }

    @Override
    public Mono<Void> giveBack(BucketKey bucket, int units) {
        return ask(bucket, proxy -> proxy.addTokens(units));
    }

    /** Asks again where the bucket had another size. */
    private <T> Mono<T> sized(BucketKey bucket, Function<AsyncBucketProxy, CompletableFuture<VerboseResult<T>>> call) {
        var wanted = bucket.size().configuration();
        return ask(bucket, call)
                .flatMap(first -> wanted.equals(first.getConfiguration())
                        ? Mono.just(first)
                        : resize(bucket, wanted).then(Mono.defer(() -> ask(bucket, call))))
                .map(VerboseResult::getValue);
    }

    private Mono<Void> resize(BucketKey bucket, BucketConfiguration wanted) {
        return ask(bucket, proxy -> proxy.replaceConfiguration(wanted, TokensInheritanceStrategy.AS_IS));
    }

    /** What others have a part in is not cancelled by one who leaves. */
    private <T> Mono<T> ask(BucketKey bucket, Function<AsyncBucketProxy, CompletableFuture<T>> call) {
        return Mono.fromFuture(() -> call.apply(atHand.get(bucket, this::proxy)), /* suppressCancel= */ true)
                .timeout(LONGEST);
    }

    private AsyncBucketProxy proxy(BucketKey bucket) {
        return rows.asAsync()
                .builder()
                .withOptimization(Optimizations.batching())
                .build(bucket.name(), bucket.size().configuration());
    }
}
