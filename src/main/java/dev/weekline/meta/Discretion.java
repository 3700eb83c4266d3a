package dev.weekline.meta;

import dev.weekline.account.AccessToken;
import java.util.regex.Pattern;

/** Makes foreign text fit to be shown: one line, not long, and without the token, which Meta at times repeats. */
record Discretion(AccessToken token) {

    private static final int LONGEST = 300;
    private static final String HIDDEN = "[hidden]";
    private static final Pattern NOT_TEXT = Pattern.compile("[\\p{Cntrl}\\p{Cs}\\u2028\\u2029]+");
    private static final Pattern TRACE_ID = Pattern.compile("[\\w+/=:.-]{1,100}");

    /** The text on one line of at most 300 characters, without the token. */
    String show(String text) {
        var line = NOT_TEXT.matcher(withoutToken(text)).replaceAll(" ").strip();
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    }

    /** A trace id, or nothing where the text does not look like one. */
    String traceId(String text) {
        return TRACE_ID.matcher(text).matches() ? withoutToken(text) : "";
    }

    String withoutToken(String text) {
        return text.replace(token.secret(), HIDDEN);
    }
}
