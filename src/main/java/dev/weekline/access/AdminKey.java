package dev.weekline.access;

import io.micronaut.context.annotation.Property;
import jakarta.inject.Singleton;
import java.util.Optional;

/** The key of the environment, which opens everything. Only its digest is kept in memory. */
@Singleton
final class AdminKey {

    /** What the audit calls it. */
    static final String NAME = "admin-key";

    static final Pass PASS =
            new Pass(NAME, "Admin key", new Caller(NAME, Optional.of(Scope.ADMIN), Optional.empty()), Optional.empty());

    private final KeyDigest digest;

    AdminKey(@Property(name = "weekline.admin-key") String key) {
        this.digest = KeyDigest.of(key);
    }

    /** Whose key that is, if it is this one. */
    Optional<Caller> caller(KeyDigest shown) {
        return pass(shown).map(Pass::caller);
    }

    /** What that opens, if it is this key. */
    Optional<Pass> pass(KeyDigest shown) {
        return digest.equals(shown) ? Optional.of(PASS) : Optional.empty();
    }

    /** A digest over a random text and this key, which tells nothing of the key to who does not have the text. */
    KeyDigest digestOf(String random) {
        return KeyDigest.of(digest.hex() + random);
    }
}
