package dev.weekline.sandbox;

import dev.weekline.sandbox.Page.Position;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a walk through pages has come to. It keeps what was known when the walk began, so that rows neither slip nor
 * double while a day goes on.
 *
 * @param question the list it belongs to, as {@link InsightsQuery#question()} tells lists apart
 * @param page the page that begins here, from 1
 * @param asOf what was known
 * @param at the first row
 */
record Cursor(long question, int page, Instant asOf, Position at) {

    private static final Pattern WRITTEN = Pattern.compile("(-?\\d+):(\\d+):(-?\\d+):(\\d+):(\\d+):(\\d+)");
    private static final String TAIL = "ZD";

    String encoded() {
        var text = question + ":" + page + ":" + asOf.getEpochSecond() + ":" + at.slice() + ":" + at.block() + ":"
                + at.row();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.US_ASCII)) + TAIL;
    }

    /** Empty for what is no cursor. */
    static Optional<Cursor> decoded(String text) {
        if (!text.endsWith(TAIL)) {
            return Optional.empty();
        }
        try {
            var bytes = Base64.getUrlDecoder().decode(text.substring(0, text.length() - TAIL.length()));
            var parts = WRITTEN.matcher(new String(bytes, StandardCharsets.US_ASCII));
            return parts.matches()
                    ? Optional.of(new Cursor(
                            Long.parseLong(parts.group(1)),
                            Integer.parseInt(parts.group(2)),
                            Instant.ofEpochSecond(Long.parseLong(parts.group(3))),
                            new Position(
                                    Integer.parseInt(parts.group(4)),
                                    Integer.parseInt(parts.group(5)),
                                    Integer.parseInt(parts.group(6)))))
                    : Optional.empty();
        } catch (IllegalArgumentException | java.time.DateTimeException _) {
            return Optional.empty();
        }
    }
}
