package dev.weekline.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weekline.metric.Metric;
import java.math.BigDecimal;
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
        var sorts = Combinators.combine(Arbitraries.of(Metric.values()).optional(), Arbitraries.of(true, false))
                .as(RowSort::new);
        var figures = Arbitraries.bigDecimals()
                .between(new BigDecimal("-1000000000000"), new BigDecimal("1000000000000"))
                .ofScale(6)
                .map(BigDecimal::toPlainString);
        // What the database may hold: every character but zero, and no half of a pair.
        var keys = Arbitraries.strings()
                .withCharRange('\u0001', '\ud7ff')
                .ofMaxLength(60)
                .map(text -> text + "🌷\"\\");
        return Combinators.combine(
                        Arbitraries.integers().between(1, Integer.MAX_VALUE), sorts, figures.optional(), keys)
                .as((revision, sort, figure, key) -> new Cursor(revision, sort, new RowPlace(figure, key)));
    }
}
