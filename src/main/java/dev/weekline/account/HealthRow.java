package dev.weekline.account;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import org.jspecify.annotations.Nullable;

/**
 * A token that is due to be checked.
 *
 * @param health its state
 * @param accountId of one of the accounts that it opens; none where it opens none
 */
@MappedEntity("access_token")
record HealthRow(
        @Id String tokenId,
        byte[] encryptedToken,
        String keyId,
        String health,
        @Nullable String accountId) {}
