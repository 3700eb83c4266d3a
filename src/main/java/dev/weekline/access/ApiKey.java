package dev.weekline.access;

import dev.weekline.account.AccountId;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * A key that was made here, without the key.
 *
 * @param ending its last characters
 * @param scope the highest one that it has
 * @param accounts those that it sees; empty where it sees all
 * @param madeBy who made it, as the audit writes it
 * @param lastUsedAt within minutes
 */
record ApiKey(
        String id,
        String name,
        String ending,
        Scope scope,
        Optional<Set<AccountId>> accounts,
        String madeBy,
        Instant madeAt,
        Optional<Instant> expiresAt,
        Optional<Instant> lastUsedAt,
        Optional<Instant> revokedAt) {

    /** What it opens as long as it is not revoked. */
    Pass pass() {
        return new Pass(id, name, Caller.ofKey(id, scope, accounts), expiresAt);
    }
}
