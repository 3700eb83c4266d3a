package dev.weekline.account;

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
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** The keys of {@code WEEKLINE_ENCRYPTION_KEY}: the first encrypts, all decrypt. */
@Singleton
final class EncryptionKeys {

    private static final int KEY_BYTES = 32;
    private static final int IV_BYTES = 12;
    private static final int TAG_BYTES = 16;

    private final Aead aead;
    private final List<String> ids;
    private final List<Fingerprints> fingerprints;

    /** @param keys 32 bytes in base64 each, separated by commas */
    EncryptionKeys(@Property(name = "weekline.encryption-key") String keys) {
        var decoded = Stream.of(keys.split(",", -1)).map(EncryptionKeys::decode).toList();
        this.aead = aead(decoded);
        this.ids = decoded.stream()
                .map(EncryptionKeys::id)
                .map(EncryptionKeys::written)
                .toList();
        this.fingerprints = decoded.stream().map(Fingerprints::new).toList();
    }

    Aead aead() {
        return aead;
    }

    /** What the keys are called beside what they encrypted; the first one's first. */
    List<String> ids() {
        return ids;
    }

    /** One for each key, in the same order. */
    List<Fingerprints> fingerprints() {
        return fingerprints;
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
    private static int id(byte[] key) {
        try {
            return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(key))
                    .getInt();
        } catch (GeneralSecurityException fault) {
            throw new IllegalStateException("Every Java platform has SHA-256", fault);
        }
    }

    private static String written(int id) {
        return HexFormat.of().toHexDigits(id);
    }
}
