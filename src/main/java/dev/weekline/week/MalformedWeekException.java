package dev.weekline.week;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A text that is no ISO week; {@link #nearest} is a week that the writer may have meant. */
public final class MalformedWeekException extends IllegalArgumentException {

    private final String message;
    private final transient @Nullable IsoWeek nearest;

    private MalformedWeekException(String message, @Nullable IsoWeek nearest) {
        super(message);
        this.message = message;
        this.nearest = nearest;
    }

    static MalformedWeekException form(String text) {
        return new MalformedWeekException("A week is written like 2025-W39, not " + quoted(text), null);
    }

    static MalformedWeekException number(String text, int year, IsoWeek nearest) {
        return new MalformedWeekException(
                quoted(text) + " does not exist: the nearest week of " + year + " is " + nearest, nearest);
    }

    /** What is wrong, in a sentence for the writer. */
    @Override
    public String getMessage() {
        return message;
    }

    /** The nearest week that exists, where the text was near one. */
    public Optional<IsoWeek> nearest() {
        return Optional.ofNullable(nearest);
    }

    private static String quoted(String text) {
        return '"' + (text.length() <= 40 ? text : text.substring(0, 40) + "…") + '"';
    }
}
