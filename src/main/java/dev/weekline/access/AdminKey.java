package dev.weekline.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micronaut.context.annotation.Property;
import jakarta.inject.Singleton;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;

/** The key that opens everything. Only its digest is kept in memory. */
@Singleton
public class AdminKey {

    private static final String SCHEME = "Bearer ";

    private final byte[] digest;

    AdminKey(@Property(name = "weekline.admin-key") String key) {
        this.digest = digest(key);
    }

    /** Whether an {@code Authorization} header carries the key; takes as long for a near miss as for any other. */
    public boolean opens(@Nullable CharSequence authorization) {
        return authorization != null
                && authorization.length() > SCHEME.length()
                && authorization.subSequence(0, SCHEME.length()).toString().equalsIgnoreCase(SCHEME)
                && MessageDigest.isEqual(digest, digest(authorization.toString().substring(SCHEME.length())));
    }

    private static byte[] digest(String key) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(key.strip().getBytes(UTF_8));
        } catch (NoSuchAlgorithmException absent) {
            throw new IllegalStateException(absent);
        }
    }
}
