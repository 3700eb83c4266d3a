package dev.weekline.report;

/**
 * Halves of surrogate pairs. JSON can spell one without the other, UTF-8 has no bytes for it, and the database driver
 * writes broken bytes for the character behind it; so none may come as far as a statement.
 */
final class Surrogates {

    private static final int REPLACEMENT = 0xFFFD;

    private Surrogates() {}

    /** The text with U+FFFD for every half that lacks its other half. */
    static String paired(String text) {
        return arePaired(text)
                ? text
                : text.codePoints()
                        .map(point -> isHalf(point) ? REPLACEMENT : point)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString();
    }

    static boolean arePaired(String text) {
        for (var i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            if (isHalf(text.codePointAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isHalf(int point) {
        return point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
    }
}
