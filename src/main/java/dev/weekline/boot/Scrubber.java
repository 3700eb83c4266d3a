package dev.weekline.boot;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Takes secrets out of text that is about to be logged, by what they look like. Nothing of ours logs one; this is for
 * what others throw and say.
 */
final class Scrubber {

    private static final String HIDDEN = "[hidden]";

    /** Each with one group before the secret, which stays. */
    private static final List<Pattern> SECRETS = List.of(
            Pattern.compile("(?i)(\\bbearer\\s+)[^\\s\"',;|\\]})]+"),
            Pattern.compile(
                    "(?i)((?:access_token|input_token|fb_exchange_token|appsecret_proof|client_secret|accessToken|password)[\"']?\\s*[=:]\\s*[\"']?)[^\\s\"'&,;|\\]})]+"),
            Pattern.compile("(\\b[a-z][a-z0-9+.-]*://[^\\s:/@]*:)[^\\s/]+(?=@)"),
            Pattern.compile("()\\bEAA[\\w-]{8,}"),
            Pattern.compile("()\\bSBX[0-9A-Za-z]{8,}"),
            Pattern.compile("()\\bwl[as]?_[0-9A-Za-z]{8,}"),
            Pattern.compile("(?i)(\\bcookie2?[\"']?\\s*[=:]\\s*)[^\\r\\n]+"),
            Pattern.compile("()\\bweekline_[0-9A-Za-z_-]{16,}"),
            Pattern.compile("()\\beyJ[\\w-]{8,}\\.[\\w-]+\\.[\\w-]*"));

    private Scrubber() {}

    /** The text without what looks like a token, a key or a password. */
    static String scrub(String text) {
        var clean = text;
        for (var secret : SECRETS) {
            clean = secret.matcher(clean).replaceAll("$1" + HIDDEN);
        }
        return clean;
    }
}
