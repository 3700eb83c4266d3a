package dev.weekline.account;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.inject.Singleton;
import java.security.GeneralSecurityException;
import java.util.List;

/** Encrypts Meta tokens at rest: AES-256-GCM by Tink, bound to the id that a token is stored under. */
@Singleton
class TokenCipher {

    private final EncryptionKeys keys;

    TokenCipher(EncryptionKeys keys) {
        this.keys = keys;
    }

    EncryptedToken encrypt(TokenId id, AccessToken token) {
        try {
            var bytes = keys.aead()
                    .encrypt(token.secret().getBytes(UTF_8), id.value().getBytes(UTF_8));
            return new EncryptedToken(
                    bytes, keys.ids().getFirst(), keys.fingerprints().getFirst().of(token));
        } catch (GeneralSecurityException fault) {
            throw new IllegalStateException("A token could not be encrypted", fault);
        }
    }

    /**
     * @param keyId of the key that encrypted it, as it is noted beside it
     * @throws UnreadableTokenException if the key is not known, or what is stored was not stored under this id
     */
    AccessToken decrypt(TokenId id, byte[] encrypted, String keyId) {
        try {
            return new AccessToken(
                    new String(keys.aead().decrypt(encrypted, id.value().getBytes(UTF_8)), UTF_8));
        } catch (GeneralSecurityException fault) {
            throw new UnreadableTokenException(
                    keys.ids().contains(keyId)
                            ? "The stored access token is damaged, or was stored for another account; store a new one"
                                    + " with PATCH /accounts"
                            : "The stored access token was encrypted with a key that is not in WEEKLINE_ENCRYPTION_KEY;"
                                    + " add that key, or store the token again with PATCH /accounts");
        }
    }

    /** What a token may be found by, one for each key; the one that is stored now comes first. */
    List<String> fingerprints(AccessToken token) {
        return keys.fingerprints().stream().map(key -> key.of(token)).toList();
    }

    /**
     * A token as it is stored.
     *
     * @param keyId names the key that encrypted it
     */
    record EncryptedToken(byte[] bytes, String keyId, String fingerprint) {}
}
