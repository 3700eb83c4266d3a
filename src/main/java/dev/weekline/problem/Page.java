package dev.weekline.problem;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads how much of a list is wanted, and from where on. */
public final class Page {

    private static final int USUAL_LIMIT = 50;
    private static final int HIGHEST_LIMIT = 200;
    private static final Pattern CURSOR = Pattern.compile("[0-9a-z]{1,18}");

    private Page() {}

    /** How many are wanted at most. */
    public static int limit(@Nullable Integer limit) {
        if (limit == null) {
            return USUAL_LIMIT;
        }
        if (limit < 1 || limit > HIGHEST_LIMIT) {
            throw invalid("limit", "limit is a number from 1 to " + HIGHEST_LIMIT);
        }
        return limit;
    }

    /** A cursor of letters and digits, where there is one. */
    public static Optional<String> cursor(@Nullable String cursor) {
        if (cursor != null && !CURSOR.matcher(cursor).matches()) {
            throw foreign();
        }
        return Optional.ofNullable(cursor);
    }

    /** A cursor that is a number. */
    public static Optional<Long> number(@Nullable String cursor) {
        try {
            return cursor(cursor).map(Long::valueOf);
        } catch (NumberFormatException malformed) {
            throw foreign();
        }
    }

    /** A cursor that no list of ours has given out. */
    public static ProblemException foreign() {
        return invalid("cursor", "cursor is taken from the next link of the same list; leave it out to begin anew");
    }

    private static ProblemException invalid(String field, String detail) {
        return new ProblemException(ProblemType.INVALID_REQUEST, detail).withField(field);
    }
}
