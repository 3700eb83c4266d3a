package dev.weekline.account;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.KDF;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;

/**
 * Tells whether a token is stored already, without decrypting any. A plain hash would do that for everybody who has a
 * token and a dump of the database, and would tie two databases together; this one needs the encryption key.
 */
final class Fingerprints {

    private static final String MAC = "HmacSHA256";
    private static final byte[] PURPOSE = "weekline token fingerprint 1".getBytes(UTF_8);
    private static final int KEY_BYTES = 32;

    private final SecretKey key;

    /** @param encryptionKey that the key for this is derived from, so that no key serves two purposes */
    Fingerprints(byte[] encryptionKey) {
        try {
            this.key = KDF.getInstance("HKDF-SHA256")
                    .deriveKey(
                            MAC,
                            HKDFParameterSpec.ofExtract().addIKM(encryptionKey).thenExpand(PURPOSE, KEY_BYTES));
        } catch (GeneralSecurityException fault) {
            throw new IllegalStateException("Every Java platform has HKDF-SHA256", fault);
        }
    }

    String of(AccessToken token) {
        try {
            var mac = Mac.getInstance(MAC);
            mac.init(key);
            return HexFormat.of().formatHex(mac.doFinal(token.secret().getBytes(UTF_8)));
        } catch (GeneralSecurityException fault) {
            throw new IllegalStateException("Every Java platform has " + MAC, fault);
        }
    }
}
