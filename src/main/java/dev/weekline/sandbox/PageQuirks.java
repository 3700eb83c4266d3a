package dev.weekline.sandbox;

import dev.weekline.sandbox.Page.Position;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What is odd about a page. A reader that follows {@code paging.next} and knows rows by their keys gets everything all
 * the same.
 *
 * @param empty it holds nothing, though more follows
 * @param shortened it holds half of what it could, though more follows
 * @param repeatsLast it begins with the last row of the page before
 * @param dropsAKey some of its rows lack their last breakdown
 */
record PageQuirks(boolean empty, boolean shortened, boolean repeatsLast, boolean dropsAKey) {

    static final PageQuirks NONE = new PageQuirks(false, false, false, false);

    private static final int EVERY_SO_MANY_ROWS = 5;

    /** The page that is asked for, with its oddities. */
    <T> Page<T> read(Walk<T> walk, PageAsked asked) {
        var page = walk.page(asked);
        if (asked.backwards() || page.rows().isEmpty()) {
            return page;
        }
        if (empty) {
            return new Page<>(List.of(), page.from(), page.from(), page.first(), false);
        }
        var rows = page.rows().size();
        var kept = shortened && rows > 1 ? walk.after(page.from(), rows / 2) : page;
        return repeatsLast ? repeating(walk, asked, kept) : kept;
    }

    private static <T> Page<T> repeating(Walk<T> walk, PageAsked asked, Page<T> page) {
        var before = page.from().equals(Position.START)
                ? List.<T>of()
                : walk.before(page.from(), 1).rows();
        if (before.isEmpty() || asked.limit() == 1) {
            return page;
        }
        var others = page.rows().size() < asked.limit() ? page : walk.after(page.from(), asked.limit() - 1);
        return others.with(rows -> Stream.concat(before.stream(), rows.stream()).toList());
    }

    /** Leaves out what these rows are to lack. */
    List<Row> keys(List<Row> rows) {
        return dropsAKey
                ? IntStream.range(0, rows.size())
                        .mapToObj(i -> i % EVERY_SO_MANY_ROWS == 0 ? rows.get(i).withoutLastLabel() : rows.get(i))
                        .toList()
                : rows;
    }
}
