package dev.weekline.account;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.AesGcmKey;
import com.google.crypto.tink.aead.AesGcmParameters;
import com.google.crypto.tink.util.SecretBytes;
import io.micronaut.context.annotation.Property;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

/** Encrypts Meta tokens at rest: AES-256-GCM by Tink, bound to the account they belong to. */
@Singleton
class TokenCipher {

    private static final int KEY_BYTES = 32;
    private static final int IV_BYTES = 12;
    private static final int TAG_BYTES = 16;

    private final Aead aead;

    /** @param keys 32 bytes in base64 each, separated by commas: the first encrypts, all decrypt */
    TokenCipher(@Property(name = "weekline.encryption-key") String keys) {
        this.aead = aead(Stream.of(keys.split(",", -1)).map(TokenCipher::decode).toList());
    }

    byte[] encrypt(AccountId account, AccessToken token) {
        try {
            return aead.encrypt(token.secret().getBytes(UTF_8), account.value().getBytes(UTF_8));
        } catch (GeneralSecurityException fault) {
            throw new IllegalStateException("A token could not be encrypted", fault);
        }
    }

    AccessToken decrypt(AccountId account, byte[] encrypted) {
        try {
            return new AccessToken(
                    new String(aead.decrypt(encrypted, account.value().getBytes(UTF_8)), UTF_8));
        } catch (GeneralSecurityException fault) {
            throw new IllegalStateException(
                    "The token of " + account + " was encrypted with a key that is not in WEEKLINE_ENCRYPTION_KEY",
                    fault);
        }
    }

    private static byte[] decode(String key) {
        try {
            var bytes = Base64.getDecoder().decode(key.strip());
            if (bytes.length == KEY_BYTES) {
                return bytes;
            }
        } catch (IllegalArgumentException notBase64) {
            // Said below, without the text: it may be nearly a key.
        }
        throw new IllegalArgumentException(
                "WEEKLINE_ENCRYPTION_KEY must be 32 bytes in base64, or several of them separated by commas");
    }

    private static Aead aead(List<byte[]> keys) {
        try {
            AeadConfig.register();
            var keyset = KeysetHandle.newBuilder();
            for (var i = 0; i < keys.size(); i++) {
                var entry = KeysetHandle.importKey(key(keys.get(i))).withFixedId(id(keys.get(i)));
                keyset.addEntry(i == 0 ? entry.makePrimary() : entry);
            }
            return keyset.build().getPrimitive(RegistryConfiguration.get(), Aead.class);
        } catch (GeneralSecurityException fault) {
            throw new IllegalArgumentException("WEEKLINE_ENCRYPTION_KEY holds the same key twice", fault);
        }
    }

    @AccessesPartialKey
    private static AesGcmKey key(byte[] bytes) throws GeneralSecurityException {
        var parameters = AesGcmParameters.builder()
                .setKeySizeBytes(KEY_BYTES)
                .setIvSizeBytes(IV_BYTES)
                .setTagSizeBytes(TAG_BYTES)
                .setVariant(AesGcmParameters.Variant.TINK)
                .build();
        return AesGcmKey.builder()
                .setParameters(parameters)
                .setKeyBytes(SecretBytes.copyFrom(bytes, InsecureSecretKeyAccess.get()))
                .setIdRequirement(id(bytes))
                .build();
    }

    /** Names the key in what it encrypts, so that the right one of several is found again. */
    private static int id(byte[] key) throws GeneralSecurityException {
        return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(key)).getInt();
    }
}
