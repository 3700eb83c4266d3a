package dev.weekline.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weekline.metric.EventChoice;
import dev.weekline.metric.Figures;
import dev.weekline.metric.Metric;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonTest {

    @ParameterizedTest
    @CsvSource({
        "SPEND, 5339.5, PLN, 5339.50",
        "SPEND, 0, PLN, 0.00",
        "SPEND, 1E+3, PLN, 1000.00",
        "SPEND, 1500, JPY, 1500",
        "SPEND, 1E+3, JPY, 1000",
        "IMPRESSIONS, 98765, PLN, 98765",
        "IMPRESSIONS, 98765.00, PLN, 98765",
        "IMPRESSIONS, 2E+6, PLN, 2000000",
        "IMPRESSIONS, 0, PLN, 0",
        "IMPRESSIONS, 12345678901234567890, PLN, 12345678901234567890"
    })
    void aFigureIsWrittenWithTheDecimalsItIsShownWith(Metric metric, String value, String currency, String written) {
        var figures = Figures.of(new RowOf().given(metric, value).counts(), EventChoice.NONE);

        assertThat(ReportJson.totals(figures, currency)).isEqualTo("{\"" + metric.word() + "\":" + written + "}");
    }

    @Test
    void aSmallComputedFigureIsNotWrittenWithAnExponent() {
        var figures = Figures.of(
                new RowOf()
                        .given(Metric.SPEND, "0.01")
                        .given(Metric.CLICKS, "10000")
                        .counts(),
                EventChoice.NONE);

        assertThat(ReportJson.totals(figures, "EUR")).isEqualTo("""
                {"spend":0.01,"clicks":10000,"cpc":0.000001}""");
    }

    @Test
    void whatIsAbsentIsLeftOut() {
        assertThat(ReportJson.totals(Figures.of(new RowOf().counts(), EventChoice.NONE), "EUR"))
                .isEqualTo("{}");
    }
}
