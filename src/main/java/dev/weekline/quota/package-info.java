/**
 * What may still be asked of Meta and when the next call is allowed. Every call passes {@link CallQuota}; its weight is
 * taken from the bucket of the app and from the bucket of the account, and both must allow it. The buckets live in the
 * database, so that all replicas and all restarts spend one quota ({@link SharedBuckets}).
 */
@NullMarked
package dev.weekline.quota;

import org.jspecify.annotations.NullMarked;
