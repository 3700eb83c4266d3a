package dev.weekline.quota;

import io.github.bucket4j.distributed.proxy.AsyncCommandExecutor;
import io.github.bucket4j.distributed.proxy.ClientSideConfig;
import io.github.bucket4j.distributed.proxy.generic.compare_and_swap.AbstractCompareAndSwapBasedProxyManager;
import io.github.bucket4j.distributed.proxy.generic.compare_and_swap.AsyncCompareAndSwapOperation;
import io.github.bucket4j.distributed.proxy.generic.compare_and_swap.CompareAndSwapOperation;
import io.github.bucket4j.distributed.remote.CommandResult;
import io.github.bucket4j.distributed.remote.RemoteBucketState;
import io.github.bucket4j.distributed.remote.RemoteCommand;
import io.github.bucket4j.distributed.remote.Request;
import io.r2dbc.spi.Statement;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * The rows of the buckets, as Bucket4j reads and swaps them. A state takes the place of the one that its writer has
 * read, or of none; where another writer was faster, Bucket4j reads and tries again. A connection is taken for one
 * statement, and no statement takes longer than {@link #LONGEST_STATEMENT}. There is no blocking half.
 */
@Singleton
class BucketRows extends AbstractCompareAndSwapBasedProxyManager<String> {

    private static final Duration LONGEST_STATEMENT = Duration.ofSeconds(2);

    /** Kept a little longer than needed, since the clocks of replicas differ. */
    private static final Duration MARGIN = Duration.ofMinutes(10);

    private final Statements database;
    private final InstantSource time;

    BucketRows(Statements database, InstantSource time) {
        super(ClientSideConfig.getDefault()
                .withClientClock(new ServiceTime(time))
                .withRetryStrategy(LostRace::next));
        this.database = database;
        this.time = time;
    }

    /** Removes the rows of buckets that have refilled, and tells how many. */
    Mono<Long> removeExpired() {
        return update(
                "DELETE FROM quota_bucket WHERE expires_at < $1", delete -> delete.bind("$1", at(time.instant())));
    }

    /** What is to be done with one bucket. */
    AsyncCommandExecutor commands(String bucket) {
        return new AsyncCommandExecutor() {
            @Override
            public <T> CompletableFuture<CommandResult<T>> executeAsync(RemoteCommand<T> command) {
                return BucketRows.this.executeAsync(
                        bucket, new Request<>(command, getBackwardCompatibilityVersion(), getClientSideTime(), null));
            }
        };
    }

    /** What a giving back is timed by. */
    Instant now() {
        return time.instant();
    }

    @Override
    public boolean isAsyncModeSupported() {
        return true;
    }

    @Override
    protected AsyncCompareAndSwapOperation beginAsyncCompareAndSwapOperation(String bucket) {
        return new Swap(bucket);
    }

    @Override
    protected CompletableFuture<Void> removeAsync(String bucket) {
        return update("DELETE FROM quota_bucket WHERE bucket = $1", delete -> delete.bind("$1", bucket))
                .then()
                .toFuture();
    }

    @Override
    protected CompareAndSwapOperation beginCompareAndSwapOperation(String bucket) {
        throw new UnsupportedOperationException("Buckets are not read by blocking");
    }

    @Override
    public void removeProxy(String bucket) {
        throw new UnsupportedOperationException("Buckets are not removed by blocking");
    }

    private Mono<byte[]> find(String bucket) {
        return database.find(
                        connection -> connection
                                .createStatement("SELECT state FROM quota_bucket WHERE bucket = $1")
                                .bind("$1", bucket),
                        row -> Statements.required(row.get("state", byte[].class)))
                .timeout(LONGEST_STATEMENT);
    }

    private Mono<Long> insert(String bucket, byte[] state, Instant expiresAt) {
        return update("""
                INSERT INTO quota_bucket (bucket, state, expires_at) VALUES ($1, $2, $3)
                ON CONFLICT (bucket) DO NOTHING
                """, insert -> insert.bind("$1", bucket).bind("$2", state).bind("$3", at(expiresAt)));
    }

    private Mono<Long> replace(String bucket, byte[] read, byte[] state, Instant expiresAt) {
        return update(
                """
                UPDATE quota_bucket SET state = $3, expires_at = $4 WHERE bucket = $1 AND state = $2
                """,
                update -> update.bind("$1", bucket)
                        .bind("$2", read)
                        .bind("$3", state)
                        .bind("$4", at(expiresAt)));
    }

    private Mono<Long> update(String sql, Function<Statement, Statement> bound) {
        return database.count(connection -> bound.apply(connection.createStatement(sql)))
                .timeout(LONGEST_STATEMENT);
    }

    private static Object at(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }

    private final class Swap implements AsyncCompareAndSwapOperation {

        private final String bucket;

        Swap(String bucket) {
            this.bucket = bucket;
        }

        @Override
        public CompletableFuture<Optional<byte[]>> getStateData(Optional<Long> timeoutNanos) {
            return find(bucket)
                    .map(Optional::of)
                    .defaultIfEmpty(Optional.empty())
                    .toFuture();
        }

        @Override
        public CompletableFuture<Boolean> compareAndSwap(
                byte @Nullable [] read, byte[] state, RemoteBucketState bucketState, Optional<Long> timeoutNanos) {
            var expiresAt = expiryOf(bucketState);
            var changed = read == null ? insert(bucket, state, expiresAt) : replace(bucket, read, state, expiresAt);
            return changed.map(rows -> rows > 0).toFuture();
        }

        private Instant expiryOf(RemoteBucketState state) {
            return time.instant()
                    .plusNanos(state.calculateFullRefillingTime(currentTimeNanos()))
                    .plus(MARGIN);
        }
    }
}
