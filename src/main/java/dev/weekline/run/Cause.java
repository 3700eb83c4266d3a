package dev.weekline.run;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Why Meta was asked. */
public enum Cause {
    /** A reader asked for a week that was not stored. */
    MISSING,
    /** A reader was given a stored week that was due for a refresh. */
    STALE,
    /** Somebody wanted it anew, however fresh it was. */
    REFRESH,
    /** Nobody has asked: a week that was not stored was filled in. */
    BACKFILL,
    /** Nobody has asked: a stored week was due for a refresh. */
    UPKEEP;

    /** The cause with that word. */
    public static Optional<Cause> named(String word) {
        return Arrays.stream(values())
                .filter(cause -> cause.word().equals(word))
                .findFirst();
    }

    /** The word of the audit for it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
