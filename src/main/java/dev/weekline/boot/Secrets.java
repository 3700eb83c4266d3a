package dev.weekline.boot;

import java.security.SecureRandom;
import java.util.Base64;

/** Makes the secrets that nobody has set. */
final class Secrets {

    private static final int BYTES = 32;

    private Secrets() {}

    static String adminKey() {
        return "weekline_" + Base64.getUrlEncoder().withoutPadding().encodeToString(random());
    }

    static String encryptionKey() {
        return Base64.getEncoder().encodeToString(random());
    }

    static String password() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random());
    }

    private static byte[] random() {
        var bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }
}
