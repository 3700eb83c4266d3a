package dev.weekline.quota;

import dev.weekline.account.AccountId;
import java.util.Optional;

/**
 * What was learned of a bucket; what replicas tell each other.
 *
 * @param account whose; empty for the bucket of the app
 */
record Learned(Optional<AccountId> account, Estimate estimate) {}
