package dev.weekline.run;

import java.util.Locale;

/** Why Meta was asked. */
public enum Cause {
    /** A reader asked for a week that was not stored. */
    MISSING,
    /** A reader was given a stored week that was due for a refresh. */
    STALE,
    /** Somebody wanted it anew, however fresh it was. */
    REFRESH;

    /** The word of the audit for it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
