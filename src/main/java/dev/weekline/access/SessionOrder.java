package dev.weekline.access;

import dev.weekline.problem.ProblemException;
import dev.weekline.problem.ProblemType;
import io.micronaut.serde.annotation.Serdeable;
import org.jspecify.annotations.Nullable;

/** What signing in takes, as it was sent. */
@Serdeable.Deserializable
record SessionOrder(@Nullable String key) {

    private static final int LONGEST = 1_000;

    /** Ends the request with a problem where there is none. */
    String checkedKey() {
        if (key == null || key.isBlank() || key.length() > LONGEST) {
            throw new ProblemException(ProblemType.INVALID_REQUEST, "key is a key of this service").withField("key");
        }
        return key.strip();
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "SessionOrder[]";
    }
}
