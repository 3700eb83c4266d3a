package dev.weekline.meta;

import java.util.Locale;

/** Which Graph API is asked. */
public enum MetaMode {
    /** The simulated one of this process. */
    SANDBOX,
    /** Meta's own, or another that speaks like it. */
    LIVE;

    /** The word that settings use. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
