package dev.weekline.run;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What came of a run, in one word. */
public enum RunStatus {
    /** It is under way. */
    RUNNING,
    /** Everything that was asked for is stored. */
    SUCCESS,
    /** It is stored, but sections could not be had. */
    PARTIAL,
    /** A limit was reached, ours or one of Meta's, before there was anything to store. */
    THROTTLED,
    /** Something else went wrong before there was anything to store. */
    FAILED,
    /** Its process died, or lost the right to go on. */
    ABANDONED;

    /** The status with that word. */
    static Optional<RunStatus> named(String word) {
        return Arrays.stream(values())
                .filter(status -> status.word().equals(word))
                .findFirst();
    }

    /** The word of the audit for it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
