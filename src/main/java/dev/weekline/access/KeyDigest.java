package dev.weekline.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * SHA-256 of a key. That is enough for a text of 256 random bits: nobody can try them all, so nothing would be gained
 * by a digest that is slow. What is compared is what comes out, which nobody who guesses can steer, so the time that
 * comparing takes tells nothing.
 */
record KeyDigest(long first, long second, long third, long fourth) {

    private static final String SCHEME = "Bearer ";

    static KeyDigest of(String key) {
        try {
            var digest = ByteBuffer.wrap(
                    MessageDigest.getInstance("SHA-256").digest(key.strip().getBytes(UTF_8)));
            return new KeyDigest(digest.getLong(), digest.getLong(), digest.getLong(), digest.getLong());
        } catch (NoSuchAlgorithmException absent) {
            throw new IllegalStateException(absent);
        }
    }

    /** Of the key that an {@code Authorization} header carries; empty where it carries none. */
    static Optional<KeyDigest> ofHeader(@Nullable String authorization) {
        return authorization != null && authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                ? Optional.of(of(authorization.substring(SCHEME.length())))
                : Optional.empty();
    }

    String hex() {
        return HexFormat.of().formatHex(bytes());
    }

    byte[] bytes() {
        return ByteBuffer.allocate(4 * Long.BYTES)
                .putLong(first)
                .putLong(second)
                .putLong(third)
                .putLong(fourth)
                .array();
    }
}
