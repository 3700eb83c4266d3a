package dev.weekline.quota;

import dev.weekline.account.AccountId;
import java.util.Optional;

/**
 * What was learned of a bucket; what replicas tell each other.
 *
 * @param account whose; empty for the bucket of the app
 */
record Learned(Optional<AccountId> account, Estimate estimate) {

    private static final String APP = "app";

    static Optional<AccountId> account(String name) {
        return name.equals(APP) ? Optional.empty() : Optional.of(new AccountId(name));
    }

    /** The name of the bucket. */
    String name() {
        return account.map(AccountId::value).orElse(APP);
    }
}
