package dev.weekline.access;

import io.micronaut.context.annotation.Property;
import jakarta.inject.Singleton;
import java.util.Optional;

/** The key of the environment, which opens everything. Only its digest is kept in memory. */
@Singleton
final class AdminKey {

    private static final Caller ADMIN = new Caller("admin-key", Optional.of(Scope.ADMIN), Optional.empty());

    private final KeyDigest digest;

    AdminKey(@Property(name = "weekline.admin-key") String key) {
        this.digest = KeyDigest.of(key);
    }

    /** Whose key that is, if it is this one. */
    Optional<Caller> caller(KeyDigest shown) {
        return digest.equals(shown) ? Optional.of(ADMIN) : Optional.empty();
    }
}
