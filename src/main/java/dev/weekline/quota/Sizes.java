package dev.weekline.quota;

import dev.weekline.account.AccountId;
import java.util.Optional;

/** How large buckets are to be, at this moment. */
interface Sizes {

    /** Of the bucket of an account, or of that of the app. */
    BucketSize of(Optional<AccountId> account);
}
