package dev.weekline.run;

import io.micronaut.serde.annotation.Serdeable;
import io.r2dbc.spi.Row;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page of runs. */
@Serdeable.Serializable
record RunList(List<RunView> items, @Nullable String next) {

    /** A run, and where it stands in the list. */
    record Item(RunView view, RunPlace place) {

        static Item of(Row row, RunOrder order) {
            return new Item(RunView.of(row), RunPlace.of(row, order));
        }
    }

    /** @param found one more than {@code limit} where the list goes on */
    static RunList of(List<Item> found, RunFilter filter, RunOrder order, int limit) {
        var items = found.stream().limit(limit).map(Item::view).toList();
        return new RunList(items, found.size() > limit ? next(found.get(limit - 1), filter, order, limit) : null);
    }

    private static String next(Item last, RunFilter filter, RunOrder order, int limit) {
        return "/runs?limit=" + limit + "&order=" + order.word() + "&cursor=" + RunCursor.text(last.place())
                + filter.query();
    }
}
