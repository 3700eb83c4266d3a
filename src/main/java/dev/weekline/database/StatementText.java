package dev.weekline.database;

/**
 * The text of a statement without the values that somebody wrote into it, on one line and not too long. What of it was
 * cut off inside a value is left out.
 */
final class StatementText {

    private static final int LONGEST = 300;
    private static final char VALUE = '?';

    private final String text;
    private final StringBuilder shown = new StringBuilder();
    private int place;

    private StatementText(String text) {
        this.text = text;
    }

    static String shown(String text) {
        return new StatementText(text).shown();
    }

    private String shown() {
        while (place < text.length()) {
            next();
        }
        var line = shown.toString().strip().replaceAll("\\s+", " ");
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    }

    private void next() {
        var here = text.charAt(place);
        if (text.startsWith("--", place)) {
            skipTo("\n", 2, ' ');
        } else if (text.startsWith("/*", place)) {
            skipTo("*/", 2, ' ');
        } else if (here == '\'') {
            skipString(false);
        } else if ((here == 'E' || here == 'e') && text.startsWith("'", place + 1) && !isInWord()) {
            place++;
            skipString(true);
        } else if (here == '"') {
            keepName();
        } else if (here == '$' && !isInWord() && dollarTag() > 0) {
            skipTo(text.substring(place, place + dollarTag()), dollarTag(), VALUE);
        } else if (Character.isDigit(here) && !isInWord()) {
            skipNumber();
        } else {
            shown.append(here);
            place++;
        }
    }

    /** Whether what comes goes on a name, or the number of a parameter. */
    private boolean isInWord() {
        return place > 0
                && (Character.isLetterOrDigit(text.charAt(place - 1))
                        || text.charAt(place - 1) == '_'
                        || text.charAt(place - 1) == '$');
    }

    private void skipTo(String end, int from, char instead) {
        shown.append(instead);
        var found = text.indexOf(end, place + from);
        place = found < 0 ? text.length() : found + end.length();
    }

    private void skipString(boolean hasEscapes) {
        shown.append(VALUE);
        place++;
        while (place < text.length()) {
            var here = text.charAt(place++);
            if (hasEscapes && here == '\\') {
                place++;
            } else if (here == '\'') {
                if (!text.startsWith("'", place)) {
                    return;
                }
                place++;
            }
        }
    }

    private void keepName() {
        var end = text.indexOf('"', place + 1);
        var after = end < 0 ? text.length() : end + 1;
        shown.append(text, place, after);
        place = after;
    }

    private void skipNumber() {
        shown.append(VALUE);
        while (place < text.length() && (Character.isLetterOrDigit(text.charAt(place)) || text.charAt(place) == '.')) {
            place++;
        }
    }

    /** How long the tag is that opens a value here, as in {@code $tag$}; 0 where none does. */
    private int dollarTag() {
        var end = place + 1;
        while (end < text.length() && (Character.isLetterOrDigit(text.charAt(end)) || text.charAt(end) == '_')) {
            end++;
        }
        var isTag = end < text.length()
                && text.charAt(end) == '$'
                && (end == place + 1 || !Character.isDigit(text.charAt(place + 1)));
        return isTag ? end + 1 - place : 0;
    }
}
