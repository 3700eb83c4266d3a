package dev.weekline.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** A text read word by word. A word may be quoted as in JSON; all others are read in any case. */
final class Words {

    private static final Pattern WORD = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*+\"|\\S+");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<String> words;
    private int at;

    Words(String text) {
        this.words = WORD.matcher(text).results().map(MatchResult::group).toList();
    }

    static String quoted(String text) {
        try {
            return JSON.writeValueAsString(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    boolean isAtEnd() {
        return at == words.size();
    }

    Optional<String> peek() {
        return isAtEnd() ? Optional.empty() : Optional.of(words.get(at));
    }

    /** Steps over the next word if it is this one. */
    boolean skip(String word) {
        var there = peek().stream().anyMatch(word::equalsIgnoreCase);
        if (there) {
            at++;
        }
        return there;
    }

    /** Takes the next word if it has this form. */
    Optional<String> take(Pattern form) {
        var taken = peek().filter(word -> form.matcher(word).matches());
        taken.ifPresent(_ -> at++);
        return taken;
    }

    /** @param wanted what the error calls that which should come next */
    String next(String wanted) {
        var word = peek().orElseThrow(() -> new IllegalArgumentException(wanted + " is missing at the end"));
        at++;
        return word;
    }

    int number(String wanted) {
        var word = next(wanted);
        try {
            return Integer.parseInt(word);
        } catch (NumberFormatException _) {
            throw new IllegalArgumentException("\"" + word + "\" is not " + wanted);
        }
    }

    /** The next word, which must be quoted. */
    String quotedText(String wanted) {
        var word = next(wanted);
        try {
            if (word.startsWith("\"")) {
                return JSON.readValue(word, String.class);
            }
        } catch (JsonProcessingException _) {
            // Told below, like the missing quotes.
        }
        throw new IllegalArgumentException("\"" + word.replace("\"", "") + "\" is not " + wanted + " in double quotes");
    }

    void end() {
        peek().ifPresent(word -> {
            throw new IllegalArgumentException("nothing may come after that, but \"" + word + "\" does");
        });
    }
}
