package dev.weekline.access;

import jakarta.inject.Singleton;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Knows callers again without asking anybody. */
@Singleton
public class Callers {

    private final AdminKey admin;
    private final Keys keys;

    Callers(AdminKey admin, Keys keys) {
        this.admin = admin;
        this.keys = keys;
    }

    /** Who sends an {@code Authorization} header, if that was known a moment ago; each of them may read. */
    public Optional<Caller> remembered(@Nullable String authorization) {
        return KeyDigest.ofHeader(authorization)
                .flatMap(digest -> admin.caller(digest).or(() -> keys.remembered(digest)));
    }
}
