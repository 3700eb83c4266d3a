package dev.weekline.account;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;

/** A token as it is stored. */
@MappedEntity("access_token")
record TokenRow(@Id String tokenId, byte[] encryptedToken, String keyId) {}
