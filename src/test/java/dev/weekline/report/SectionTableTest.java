package dev.weekline.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weekline.meta.Section;
import dev.weekline.metric.EventChoice;
import dev.weekline.metric.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class SectionTableTest {

    private final List<String> asked = new ArrayList<>();

    @Test
    void everyRowComesOnceUnderOneLineOfNames() {
        var text = Objects.requireNonNull(table(3, 6)
                .table(read(0, 3))
                .map(bytes -> new String(bytes, UTF_8))
                .collect(Collectors.joining())
                .block());

        assertThat(text.lines().map(line -> line.substring(0, line.indexOf(','))))
                .containsExactly("adId", "0-0", "0-1", "1-0", "1-1", "2-0", "2-1");
        assertThat(text).endsWith("\r\n").doesNotContain("\r\n\r\n");
    }

    @Test
    void pagesAreReadAsTheyAreTaken() {
        StepVerifier.create(table(100, 200).table(read(0, 100)), 0)
                .thenRequest(2)
                .expectNextCount(2)
                .then(() -> assertThat(asked).hasSizeLessThanOrEqualTo(2))
                .thenCancel()
                .verify();
    }

    @Test
    void aTableThatLosesRowsMeanwhileBreaksOff() {
        assertThatThrownBy(() -> table(3, 7).table(read(0, 3)).blockLast()).hasMessage("Of 7 rows only 6 are left");
    }

    @Test
    void aDatabaseThatFailsMeanwhileBreaksTheTableOff() {
        var failing = new SectionTable(
                new SectionCsv(Belmonte.ACCOUNT, Belmonte.WEEK, Section.RELEVANCE),
                _ -> Mono.error(new IllegalStateException("gone")),
                6);

        StepVerifier.create(failing.table(read(0, 3)))
                .expectNextCount(2)
                .expectErrorMessage("gone")
                .verify();
    }

    private SectionTable table(int pages, long rowCount) {
        return new SectionTable(
                new SectionCsv(Belmonte.ACCOUNT, Belmonte.WEEK, Section.RELEVANCE),
                after -> Mono.fromSupplier(() -> {
                    var place = after.orElseThrow().key();
                    asked.add(place);
                    return read(Integer.parseInt(place), pages);
                }),
                rowCount);
    }

    /** Two rows, and the number of the next page for its place. */
    private static SectionRows.Page read(int number, int pages) {
        var rows = IntStream.range(0, 2)
                .mapToObj(row -> new RowOf()
                        .about("adId", number + "-" + row)
                        .given(Metric.SPEND, "1")
                        .row())
                .map(row -> RowView.of(row, Section.RELEVANCE, EventChoice.NONE, List.of()))
                .toList();
        var next = new Cursor(
                Belmonte.KEY,
                Section.RELEVANCE,
                1,
                RowSort.usual(Section.RELEVANCE),
                new RowPlace(Optional.of("1"), String.valueOf(number + 1)));
        return new SectionRows.Page(rows, number + 1 < pages ? Optional.of(next) : Optional.empty());
    }
}
