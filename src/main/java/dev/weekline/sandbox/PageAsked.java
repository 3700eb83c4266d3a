package dev.weekline.sandbox;

import dev.weekline.sandbox.Page.Position;
import java.time.Instant;
import java.util.Optional;

/**
 * Which page of a list is asked for.
 *
 * @param question the list; its cursors fit no other
 * @param limit how much a page holds
 * @param after where the page begins; empty for the first page
 * @param before where the page ends; counts only without {@code after}
 */
record PageAsked(long question, int limit, Optional<Cursor> after, Optional<Cursor> before) {

    private static final int USUAL_LIMIT = 25;
    private static final int LARGEST_LIMIT = 5_000;

    /** @throws GraphException for a limit that is none and for a cursor of another list */
    static PageAsked of(Parameters parameters, Dice question) throws GraphException {
        var limit = parameters.number("limit", USUAL_LIMIT);
        if (limit < 1) {
            throw new GraphException(GraphError.badParameter("limit must be a positive number"));
        }
        return new PageAsked(
                question.seed(),
                Math.min(limit, LARGEST_LIMIT),
                cursor(parameters, "after", question),
                cursor(parameters, "before", question));
    }

    private static Optional<Cursor> cursor(Parameters parameters, String name, Dice question) throws GraphException {
        var text = parameters.find(name);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        var cursor = Cursor.decoded(text.get()).filter(it -> it.question() == question.seed());
        return Optional.of(cursor.orElseThrow(() -> new GraphException(GraphError.badCursor())));
    }

    boolean backwards() {
        return after.isEmpty() && before.isPresent();
    }

    boolean continues() {
        return after.isPresent() || before.isPresent();
    }

    Position place() {
        return cursor().map(Cursor::at).orElse(Position.START);
    }

    /** What was known when the walk began; empty where it begins now. */
    Optional<Instant> asOf() {
        return cursor().map(Cursor::asOf);
    }

    /** Which page of the walk this is, from 1. */
    int number() {
        return after.map(Cursor::page)
                .or(() -> before.map(cursor -> Math.max(1, cursor.page() - 1)))
                .orElse(1);
    }

    /** The same with another size. */
    PageAsked withLimit(int newLimit) {
        return new PageAsked(question, newLimit, after, before);
    }

    private Optional<Cursor> cursor() {
        return after.or(() -> before);
    }
}
