package dev.weekline.run;

import dev.weekline.problem.Page;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The text of a place in a list of runs; one of an order that goes by a figure begins with the order's letter. */
final class RunCursor {

    private static final int RADIX = 36;
    private static final Pattern TEXT = Pattern.compile("(?:(?<order>[A-Z])(?<figure>-?[0-9a-z]{1,13})\\.)?"
            + "(?<began>[0-9a-z]{1,11})\\.(?<run>[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})");

    private RunCursor() {}

    static String text(RunPlace place) {
        return switch (place) {
            // The database keeps microseconds.
            case RunPlace.Newest(var startedAt, var run) ->
                Long.toString(ChronoUnit.MICROS.between(Instant.EPOCH, startedAt), RADIX) + '.' + run;
            case RunPlace.Highest(var order, var figure, var among) ->
                letter(order) + Long.toString(figure, RADIX) + '.' + text(among);
        };
    }

    /** Reads a cursor of a list in that order, where there is one. */
    static Optional<RunPlace> parse(@Nullable String cursor, RunOrder order) {
        if (cursor == null) {
            return Optional.empty();
        }
        var found = TEXT.matcher(cursor);
        if (!found.matches()) {
            throw Page.foreign();
        }
        try {
            return Optional.of(place(found.toMatchResult(), order));
        } catch (DateTimeException | ArithmeticException | NumberFormatException outOfReach) {
            throw Page.foreign();
        }
    }

    private static RunPlace place(MatchResult found, RunOrder order) {
        var letter = order.figure().map(_ -> letter(order));
        if (!letter.equals(Optional.ofNullable(found.group("order")))) {
            throw Page.foreign();
        }
        var began = Instant.EPOCH.plus(Long.parseLong(found.group("began"), RADIX), ChronoUnit.MICROS);
        var newest = new RunPlace.Newest(began, UUID.fromString(found.group("run")));
        return letter.isEmpty()
                ? newest
                : new RunPlace.Highest(order, Long.parseLong(found.group("figure"), RADIX), newest);
    }

    private static String letter(RunOrder order) {
        return order.name().substring(0, 1);
    }
}
