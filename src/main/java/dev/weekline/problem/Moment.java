package dev.weekline.problem;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads moments that were sent. */
public final class Moment {

    private static final int LAST_YEAR = 9999;

    private Moment() {}

    /** @throws ProblemException that names the field, where the text is no moment as RFC 3339 writes it */
    public static Optional<Instant> parse(@Nullable String text, String field) {
        if (text == null) {
            return Optional.empty();
        }
        try {
            var moment = OffsetDateTime.parse(text);
            if (moment.getYear() >= 1 && moment.getYear() <= LAST_YEAR) {
                return Optional.of(moment.toInstant());
            }
        } catch (DateTimeException malformed) {
            // Said below.
        }
        throw new ProblemException(
                        ProblemType.INVALID_REQUEST,
                        field + " is a moment with its offset, such as 2026-01-31T12:00:00Z")
                .withField(field);
    }
}
