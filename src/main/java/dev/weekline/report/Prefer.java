package dev.weekline.report;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a caller prefers (RFC 7240).
 *
 * @param waiting how long it is willing to wait, where it said so
 * @param async it would rather have an operation to watch than wait at all
 * @param strict it refuses a report that lacks a section
 */
record Prefer(Optional<Duration> waiting, boolean async, boolean strict) {

    /** How long a caller waits that does not say. */
    static final Duration USUAL_PATIENCE = Duration.ofSeconds(25);

    /** How long a caller may wait at most. */
    static final Duration LONGEST_PATIENCE = Duration.ofSeconds(30);

    private static final Pattern WAIT = Pattern.compile("(?i)(?:^|,)\\s*wait\\s*=\\s*\"?(\\d+)\"?\\s*(?=$|[,;])");

    private static final Pattern ASYNC = Pattern.compile("(?i)(?:^|,)\\s*respond-async\\s*(?=$|[,;])");
    private static final Pattern STRICT = Pattern.compile("(?i)(?:^|,)\\s*handling\\s*=\\s*\"?strict\"?\\s*(?=$|[,;])");

    /** More digits than this are a number larger than any patience. */
    private static final int MOST_DIGITS = 9;

    /** Reads a {@code Prefer} header; what is not understood is ignored, as the RFC wants. */
    static Prefer parse(@Nullable String header) {
        if (header == null) {
            return new Prefer(Optional.empty(), false, false);
        }
        var found = WAIT.matcher(header);
        return new Prefer(
                found.find() ? Optional.of(seconds(found.group(1))) : Optional.empty(),
                ASYNC.matcher(header).find(),
                STRICT.matcher(header).find());
    }

    Duration patience() {
        var asked = waiting.orElse(async ? Duration.ZERO : USUAL_PATIENCE);
        return asked.compareTo(LONGEST_PATIENCE) > 0 ? LONGEST_PATIENCE : asked;
    }

    private static Duration seconds(String digits) {
        return digits.length() > MOST_DIGITS ? LONGEST_PATIENCE : Duration.ofSeconds(Long.parseLong(digits));
    }

    /**
     * What to say in {@code Preference-Applied} of an answer that was not refused.
     *
     * @param waited whether there was anything to wait for
     */
    Optional<String> applied(boolean waited) {
        var honoured = new ArrayList<String>();
        if (waited) {
            waiting.ifPresent(_ -> honoured.add("wait=" + patience().toSeconds()));
        }
        if (strict) {
            honoured.add("handling=strict");
        }
        return honoured.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", honoured));
    }
}
