package dev.weekline.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weekline.sandbox.Page.Position;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PageQuirksTest {

    private static final List<Integer> THINGS = IntStream.range(0, 23).boxed().toList();
    private static final Walk<Integer> WALK = Walk.along(THINGS);
    private static final PageQuirks EMPTY = new PageQuirks(true, false, false, false);
    private static final PageQuirks SHORTENED = new PageQuirks(false, true, false, false);
    private static final PageQuirks REPEATING = new PageQuirks(false, false, true, false);
    private static final PageQuirks KEYLESS = new PageQuirks(false, false, false, true);

    @Test
    void withoutQuirksPagesAreFull() {
        assertThat(sizes(_ -> PageQuirks.NONE)).containsExactly(10, 10, 3);
    }

    @Test
    void anEmptyPageLosesNothing() {
        var pages = walk(number -> number == 2 ? EMPTY : PageQuirks.NONE);

        assertThat(pages).extracting(List::size).containsExactly(10, 0, 10, 3);
        assertThat(pages).flatMap(page -> page).isEqualTo(THINGS);
    }

    @Test
    void anEmptyLastPageIsNotTheLast() {
        var pages = walk(number -> number == 3 ? EMPTY : PageQuirks.NONE);

        assertThat(pages).extracting(List::size).containsExactly(10, 10, 0, 3);
    }

    @Test
    void aShortPageLosesNothing() {
        var pages = walk(number -> number == 1 ? SHORTENED : PageQuirks.NONE);

        assertThat(pages).extracting(List::size).containsExactly(5, 10, 8);
        assertThat(pages).flatMap(page -> page).isEqualTo(THINGS);
    }

    @Test
    void aRepeatedRowComesTwiceAndNothingIsLost() {
        var pages = walk(number -> number == 2 ? REPEATING : PageQuirks.NONE);

        assertThat(pages.get(1)).hasSize(10).startsWith(9, 10);
        assertThat(pages).flatMap(page -> page).hasSize(24).containsAll(THINGS);
    }

    @Test
    void theFirstPageHasNothingToRepeat() {
        assertThat(sizes(number -> number == 1 ? REPEATING : PageQuirks.NONE)).containsExactly(10, 10, 3);
    }

    @Test
    void aShortLastPageRepeatsWithoutLosingItsEnd() {
        var pages = walk(number -> number == 3 ? REPEATING : PageQuirks.NONE);

        assertThat(pages.getLast()).containsExactly(19, 20, 21, 22);
    }

    @Test
    void someRowsLackTheirLastBreakdown() {
        var slice = new Slice(LocalDate.EPOCH, LocalDate.EPOCH);
        var labels = new LinkedHashMap<String, String>();
        labels.put("age", "18-24");
        labels.put("gender", "female");
        var row = new Row(
                new Subject.OfAccount(SandboxAccount.defaults().getFirst()),
                slice,
                labels,
                new Tally(),
                Optional.empty());

        var rows = KEYLESS.keys(List.of(row, row));

        assertThat(rows.getFirst().labels()).isEqualTo(Map.of("age", "18-24"));
        assertThat(rows.getLast().labels()).isEqualTo(labels);
        assertThat(PageQuirks.NONE.keys(List.of(row))).containsExactly(row);
    }

    private static List<Integer> sizes(IntFunction<PageQuirks> quirks) {
        return walk(quirks).stream().map(List::size).toList();
    }

    /** Follows a list to its end, with quirks by the number of the page. */
    private static List<List<Integer>> walk(IntFunction<PageQuirks> quirks) {
        var pages = new ArrayList<List<Integer>>();
        var place = Position.START;
        while (true) {
            var cursor = new Cursor(7, pages.size() + 1, Instant.EPOCH, place);
            var page = quirks.apply(pages.size() + 1)
                    .read(WALK, new PageAsked(7, 10, Optional.of(cursor), Optional.empty()));
            pages.add(page.rows());
            if (page.last()) {
                return pages;
            }
            place = page.to();
        }
    }
}
