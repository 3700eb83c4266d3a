package dev.weekline.quota;

import dev.weekline.account.AccountId;

/** Which bucket is meant, and how large it is to be. */
record BucketKey(String name, BucketSize size) {

    static BucketKey app(BucketSize size) {
        return new BucketKey("app", size);
    }

    static BucketKey of(AccountId account, BucketSize size) {
        return new BucketKey(account.value(), size);
    }
}
