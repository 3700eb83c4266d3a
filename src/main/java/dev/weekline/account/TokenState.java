package dev.weekline.account;

import java.util.Arrays;
import java.util.Locale;

/** How a token is doing. */
public enum TokenState {
    HEALTHY,
    /** It stops working within 14 days. */
    EXPIRING,
    /** Meta no longer takes it; a new one has to be stored. */
    DEAD,
    /** Meta has blocked its owner, or wants something of them first; it is kept, and not used for a while. */
    RESTING;

    private final String word = name().toLowerCase(Locale.ROOT);

    /** As the API shows it, and as it is stored. */
    public String word() {
        return word;
    }

    static TokenState named(String word) {
        return Arrays.stream(values())
                .filter(state -> state.word.equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(word + " is no state of a token"));
    }
}
