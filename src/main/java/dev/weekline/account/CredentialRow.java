package dev.weekline.account;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;

@MappedEntity("account_credential")
record CredentialRow(@Id String accountId, byte[] encryptedToken) {}
