/**
 * What may still be asked of Meta and when the next call is allowed. Every call passes {@link CallQuota}; its weight is
 * taken from the bucket of the app and from the bucket of the account, and both must allow it.
 */
@NullMarked
package dev.weekline.quota;

import org.jspecify.annotations.NullMarked;
