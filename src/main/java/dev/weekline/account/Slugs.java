package dev.weekline.account;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;

/** Makes short names of long ones. */
final class Slugs {

    private static final int LONGEST = 40;

    /** Latin letters that are letters of their own in Unicode, not a plain letter with a mark on it. */
    private static final Map<String, String> PLAIN =
            Map.of("ł", "l", "ø", "o", "đ", "d", "ı", "i", "ß", "ss", "æ", "ae", "œ", "oe", "þ", "th", "ð", "d");

    private Slugs() {}

    /**
     * The Latin letters and digits of a name in lower case, with a hyphen for everything between; empty if it has none.
     */
    static String of(String name) {
        var letters = Normalizer.normalize(name, Normalizer.Form.NFKD)
                .toLowerCase(Locale.ROOT)
                .replaceAll("\\p{M}+", "");
        for (var letter : PLAIN.entrySet()) {
            letters = letters.replace(letter.getKey(), letter.getValue());
        }
        var slug = letters.replaceAll("[^a-z0-9]+", "-").replaceAll("^-+|-+$", "");
        return slug.length() <= LONGEST ? slug : slug.substring(0, LONGEST).replaceAll("-+$", "");
    }
}
