package dev.weekline.quota;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.BucketListener;
import io.github.bucket4j.TokensInheritanceStrategy;
import io.github.bucket4j.VerboseResult;
import io.github.bucket4j.distributed.AsyncBucketProxy;
import io.github.bucket4j.distributed.proxy.AsyncCommandExecutor;
import io.github.bucket4j.distributed.proxy.DefaultAsyncBucketProxy;
import io.github.bucket4j.distributed.proxy.RecoveryStrategy;
import io.github.bucket4j.distributed.proxy.optimization.Optimizations;
import io.github.bucket4j.distributed.remote.CommandResult;
import io.github.bucket4j.distributed.remote.RemoteCommand;
import io.github.bucket4j.distributed.remote.commands.CreateInitialStateAndExecuteCommand;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
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
    private final Cache<BucketKey, Hand> atHand = Caffeine.newBuilder()
            .maximumSize(MOST_AT_HAND)
            .executor(Runnable::run)
            .build();

    /** The same bucket for our commands and for those of Bucket4j; what meets there is done together. */
    private record Hand(AsyncCommandExecutor commands, AsyncBucketProxy proxy) {}

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
    public Mono<Taken> take(BucketKey bucket, int units, Terms terms) {
        return done(bucket, new TakeUnits(units, terms))
                .filter(TakeUnits.Outcome::isTaken)
                .map(outcome -> new Taken(
                        bucket,
                        units,
                        BucketSize.exact(outcome.untilTurn()),
                        outcome.left(),
                        Instant.EPOCH.plusNanos(outcome.at())));
    }

    @Override
    public Mono<Void> giveBack(Taken taken) {
        return Mono.defer(() -> {
            var units = taken.returnable(rows.now());
            return units == 0 ? Mono.empty() : ask(taken.bucket(), proxy -> proxy.addTokens(units));
        });
    }

    /** Makes the bucket where there is none. */
    private <T> Mono<T> done(BucketKey bucket, RemoteCommand<T> command) {
        var made = new CreateInitialStateAndExecuteCommand<>(bucket.size().configuration(), command);
        return Mono.fromFuture(() -> hand(bucket).commands().executeAsync(made), /* suppressCancel= */ true)
                .timeout(LONGEST)
                .map(CommandResult::getData);
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
        return Mono.fromFuture(() -> call.apply(hand(bucket).proxy()), /* suppressCancel= */ true)
                .timeout(LONGEST);
    }

    private Hand hand(BucketKey bucket) {
        return atHand.get(bucket, this::handOn);
    }

    private Hand handOn(BucketKey bucket) {
        var commands = Optimizations.batching().apply(rows.commands(bucket.name()));
        var configuration = CompletableFuture.completedFuture(bucket.size().configuration());
        return new Hand(
                commands,
                new DefaultAsyncBucketProxy(
                        commands, RecoveryStrategy.RECONSTRUCT, () -> configuration, null, BucketListener.NOPE));
    }
}
