package dev.weekline.meta;

import org.jspecify.annotations.Nullable;

/** How the values that identify a row are joined so that two different rows never get one key. */
final class RowKey {

    static final String SEPARATOR = "|";

    private static final String LEFT_OUT = "~";

    private RowKey() {}

    /** A value, with what has a meaning in keys escaped; a placeholder where Meta left it out. */
    static String part(@Nullable String value) {
        return value == null
                ? LEFT_OUT
                : value.replace("\\", "\\\\")
                        .replace(SEPARATOR, "\\" + SEPARATOR)
                        .replace(LEFT_OUT, "\\" + LEFT_OUT);
    }
}
