package dev.weekline.meta;

import dev.weekline.meta.Shape.Cut;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/**
 * What was learned of how an account has to be asked a recipe.
 *
 * @param shape the shape in which Meta answered at last
 */
record Lesson(Shape shape, Instant learnedAt) {

    /** After this, pages may be of their usual size again. */
    private static final Duration SIZE_LASTS = Duration.ofDays(30);

    /** After this, what costs figures is tried without again: a week in days has no reach. */
    private static final Duration LOSS_LASTS = Duration.ofDays(1);

    /** The shape to begin with at {@code now}. */
    Shape applied(Recipe recipe, Instant now) {
        var usual = Shape.of(recipe);
        if (isOver(SIZE_LASTS, now)) {
            return usual;
        }
        return isOver(LOSS_LASTS, now)
                ? new Shape(Math.min(shape.pageSize(), usual.pageSize()), Cut.WEEK, 1, Set.of())
                : shape;
    }

    private boolean isOver(Duration lasting, Instant now) {
        return !now.isBefore(learnedAt.plus(lasting));
    }
}
