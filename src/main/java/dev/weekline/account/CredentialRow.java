package dev.weekline.account;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The token that opens an account. */
@MappedEntity("account_credential")
record CredentialRow(
        @Id String accountId,
        String tokenId,
        byte[] encryptedToken,
        String keyId,
        String health,
        @Nullable Instant healthSince,
        @Nullable String healthWhy) {}
