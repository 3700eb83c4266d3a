package dev.weekline.quota;

import io.github.bucket4j.distributed.remote.CommandResult;
import io.github.bucket4j.distributed.remote.MutableBucketEntry;
import io.github.bucket4j.distributed.remote.RemoteCommand;
import io.github.bucket4j.distributed.serialization.SerializationHandle;
import io.github.bucket4j.distributed.versioning.Version;
import io.github.bucket4j.distributed.versioning.Versions;

/**
 * Takes units out of a bucket if its terms are met, and tells what came of it. Looking and taking are one step, so that
 * nobody comes between and nothing has to be given back.
 */
record TakeUnits(int units, Terms terms) implements RemoteCommand<TakeUnits.Outcome> {

    /** Of no use where a command does not leave the process. */
    private static final int NO_TYPE = 0;

    /**
     * What a taking came to.
     *
     * @param untilTurn in nanoseconds, as Bucket4j forecasts it
     * @param left after it, if it was taken
     * @param at when, in nanoseconds of the service's time
     */
    record Outcome(boolean isTaken, long untilTurn, long left, long at) {}

    @Override
    public CommandResult<Outcome> execute(MutableBucketEntry bucket, long now) {
        if (!bucket.exists()) {
            return CommandResult.bucketNotFound();
        }
        var state = bucket.get();
        state.refillAllBandwidth(now);
        var untilTurn = state.calculateDelayNanosAfterWillBePossibleToConsume(units, now, false);
        var left = state.getAvailableTokens() - units;
        var isTaken = terms.allow(untilTurn, left);
        if (isTaken) {
            state.consume(units);
            bucket.set(state);
        }
        return new CommandResult<>(new Outcome(isTaken, untilTurn, left, now), NO_TYPE);
    }

    @Override
    public SerializationHandle<RemoteCommand<?>> getSerializationHandle() {
        throw new UnsupportedOperationException("Buckets are swapped where the command is");
    }

    @Override
    public boolean isImmediateSyncRequired(long unsynchronizedTokens, long nanosSinceLastSync) {
        return true;
    }

    @Override
    public long estimateTokensToConsume() {
        return units;
    }

    @Override
    public long getConsumedTokens(Outcome outcome) {
        return outcome.isTaken() ? units : 0;
    }

    @Override
    public Version getRequiredVersion() {
        return Versions.v_7_0_0;
    }
}
