/**
 * What may still be asked of Meta and when the next call is allowed. Every call passes {@link CallQuota}; its weight is
 * taken from the bucket of the app and from the bucket of the account, and both must allow it. The buckets live in the
 * database, so that all replicas and all restarts spend one quota ({@link SharedBuckets}). Background work leaves a
 * {@link Reserve} in both and keeps to a {@link DailyBudget}.
 *
 * <p>The buckets are a forecast; Meta's word is the truth. A {@link UsageReading} is what the headers of an answer say;
 * {@link Gates} close by it and by refusals, background work first, and let calls return in steps; {@link GateExchange}
 * shares refusals among replicas; {@link LearnedSizes} gives the buckets the size that it makes likely, by what was
 * {@link Spent}; {@link UsageLog} keeps it.
 */
@NullMarked
package dev.weekline.quota;

import org.jspecify.annotations.NullMarked;
