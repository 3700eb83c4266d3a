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

    Caller caller() {
        return Caller.ofKey(id, scope, accounts);
    }

    /** Whether it opens anything at that moment. */
    boolean isOpenAt(Instant now) {
        return revokedAt.isEmpty() && expiresAt.map(now::isBefore).orElse(true);
    }
}
