package dev.weekline.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weekline.account.AccountId;
import dev.weekline.meta.Section;
import dev.weekline.metric.Metric;
import java.math.BigDecimal;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds of every place at which a reader may stop. */
class CursorPropertiesTest {

    @Property
    void everyPlaceIsFoundAgain(@ForAll("cursors") Cursor cursor) {
        assertThat(Cursor.parse(cursor.text())).contains(cursor);
    }

    @Property
    void noTextBreaksTheReader(@ForAll String text) {
        Cursor.parse(text)
                .ifPresent(cursor -> assertThat(Cursor.parse(cursor.text())).contains(cursor));
    }

    @Provide
    Arbitrary<Cursor> cursors() {
        var figures = Arbitraries.bigDecimals()
                .between(new BigDecimal("-1000000000000"), new BigDecimal("1000000000000"))
                .ofScale(6)
                .map(BigDecimal::toPlainString);
        // What the database may hold: every character but zero, and no half of a pair.
        var keys = Arbitraries.strings()
                .withCharRange('\u0001', '\ud7ff')
                .ofMaxLength(60)
                .map(text -> text + "🌷\"\\");
        var reports = Combinators.combine(
                        Arbitraries.integers().between(1, Integer.MAX_VALUE),
                        Arbitraries.integers().between(-1_000, 1_000))
                .as((id, weeks) -> new ReportKey(AccountId.parse(id.toString()), Belmonte.WEEK.plus(weeks)));
        var revisions = Arbitraries.integers().between(1, Integer.MAX_VALUE);
        var directions = Arbitraries.of(true, false);
        return Combinators.combine(
                        reports, Arbitraries.of(Section.values()), revisions, directions, figures.optional(), keys)
                .flatAs((report, section, revision, descending, figure, key) -> by(section)
                        .map(by -> new Cursor(
                                report, section, revision, new RowSort(by, descending), new RowPlace(figure, key))));
    }

    /** Days may be sorted by their date, everything else only by a figure. */
    private static Arbitrary<Optional<Metric>> by(Section section) {
        var figures = Arbitraries.of(Metric.values());
        return section == Section.DAILY ? figures.optional() : figures.map(Optional::of);
    }
}
