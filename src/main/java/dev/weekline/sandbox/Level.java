package dev.weekline.sandbox;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a row is about. */
enum Level {
    AD,
    ADSET,
    CAMPAIGN,
    ACCOUNT;

    private final String word = name().toLowerCase(Locale.ROOT);

    String word() {
        return word;
    }

    boolean isBelow(Level other) {
        return compareTo(other) < 0;
    }

    /** The level that Meta calls so; its words are small letters only. */
    static Optional<Level> named(String word) {
        return Arrays.stream(values()).filter(level -> level.word.equals(word)).findFirst();
    }
}
