package dev.weekline.quota;

import dev.weekline.account.AccountId;
import java.util.Optional;

/**
 * A limit of Meta's that stops all work until it opens; what replicas tell each other.
 *
 * @param account whose; empty where it is everybody's
 */
record Limit(Optional<AccountId> account, Closing closing) {}
