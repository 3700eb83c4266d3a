package dev.weekline.sandbox;

/** What becomes of a report run. All but the first have been met by users of Meta's. */
enum RunFate {
    COMPLETES,
    /** Runs at 0 % for ever. */
    STAYS_AT_ZERO,
    /** Fails because it is too large, in the words of {@link #FAILS_TRANSIENT}. */
    FAILS_TOO_LARGE,
    /** Fails for no reason; the same question may well be answered the next time. */
    FAILS_TRANSIENT,
    /** Is given up before it begins. */
    SKIPPED,
    /** Has done everything and never says so. */
    STAYS_RUNNING_AT_100,
    /** Is not found by the first two who look for it. */
    UNKNOWN_AT_FIRST,
    /** Completes, but the first reading is refused because of a summary. */
    SUMMARY_HICCUP
}
