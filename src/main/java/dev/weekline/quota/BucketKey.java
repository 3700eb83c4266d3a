package dev.weekline.quota;

import dev.weekline.account.AccountId;
import java.util.Optional;

/** Which bucket is meant, and how large it is to be. */
record BucketKey(String name, BucketSize size) {

    private static final String APP = "app";

    static BucketKey app(BucketSize size) {
        return new BucketKey(APP, size);
    }

    /** Whose bucket it is; empty for that of the app. */
    Optional<AccountId> account() {
        return name.equals(APP) ? Optional.empty() : Optional.of(new AccountId(name));
    }

    static BucketKey of(AccountId account, BucketSize size) {
        return new BucketKey(account.value(), size);
    }
}
