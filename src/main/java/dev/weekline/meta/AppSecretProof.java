package dev.weekline.meta;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weekline.account.AccessToken;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Shows Meta that the sender of a token also knows the app secret: HMAC-SHA256 of the token, in lower-case hex. */
final class AppSecretProof {

    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;

    AppSecretProof(String secret) {
        this.key = new SecretKeySpec(secret.getBytes(UTF_8), ALGORITHM);
    }

    String of(AccessToken token) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return HexFormat.of().formatHex(mac.doFinal(token.secret().getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has " + ALGORITHM, e);
        }
    }
}
