package dev.weekline.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChangeTest {

    @ParameterizedTest
    @CsvSource({
        "1200.00, 1234.56, 34.56, 0.028800",
        "100, 50, -50, -0.500000",
        "100, 100, 0, 0.000000",
        "3, 4, 1, 0.333333",
        "3, 5, 2, 0.666667",
        "2000000, 2000001, 1, 0.000001",
        "100, 0, -100, -1.000000",
        // A credit is less than nothing, and more than it is still more.
        "-10, -5, 5, 0.500000",
        "-10, 10, 20, 2.000000"
    })
    void aChangeIsTheDifferenceAndItsRatioToTheEarlierFigure(
            BigDecimal before, BigDecimal now, BigDecimal absolute, BigDecimal relative) {
        var change = Change.between(before, now);

        assertThat(change.absolute()).isEqualTo(absolute);
        assertThat(change.relative()).contains(relative);
    }

    @ParameterizedTest
    @CsvSource({"0, 5, 5", "0.00, 5, 5.00", "0, 0, 0", "0, -5, -5"})
    void fromZeroThereIsNoRatio(BigDecimal before, BigDecimal now, BigDecimal absolute) {
        var change = Change.between(before, now);

        assertThat(change.absolute()).isEqualTo(absolute);
        assertThat(change.relative()).isEmpty();
    }

    @Test
    void onlyWhatBothWeeksHaveIsCompared() {
        var before = new Counted()
                .given(Metric.SPEND, "10")
                .given(Metric.CLICKS, "5")
                .figures();
        var now = new Counted()
                .given(Metric.SPEND, "20")
                .given(Metric.IMPRESSIONS, "500")
                .figures();

        assertThat(Change.between(before, now, _ -> true)).containsOnlyKeys(Metric.SPEND);
    }

    @Test
    void whatCantBeComparedIsLeftOut() {
        var figures = new Counted()
                .given(Metric.SPEND, "10")
                .given(Metric.CLICKS, "5")
                .figures();

        assertThat(Change.between(figures, figures, metric -> metric != Metric.CLICKS))
                .containsOnlyKeys(Metric.SPEND, Metric.CPC);
    }

    @Test
    void changesComeInTheOrderOfAReport() {
        var figures = new Counted()
                .given(Metric.SPEND, "10")
                .given(Metric.CLICKS, "5")
                .given(Metric.IMPRESSIONS, "50")
                .figures();

        assertThat(Change.between(figures, figures, _ -> true))
                .extracting(changes -> changes.keySet(), InstanceOfAssertFactories.collection(Metric.class))
                .containsExactly(Metric.SPEND, Metric.IMPRESSIONS, Metric.CLICKS, Metric.CTR, Metric.CPC, Metric.CPM);
    }
}
