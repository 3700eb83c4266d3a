package dev.weekline.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class CountsTest {

    private static final Counts MONDAY =
            new Counted().given(Metric.SPEND, "0.1").action("lead", "2").counts();
    private static final Counts TUESDAY = new Counted()
            .given(Metric.SPEND, "0.2")
            .given(Metric.CLICKS, "7")
            .action("lead", "3")
            .action("purchase", "1", "9.99")
            .counts();

    @Test
    void daysAddUpExactlyAndWhatOneOfThemLacksIsNotZero() {
        assertThat(MONDAY.plus(TUESDAY))
                .isEqualTo(new Counted()
                        .given(Metric.SPEND, "0.3")
                        .given(Metric.CLICKS, "7")
                        .action("lead", "5")
                        .action("purchase", "1", "9.99")
                        .counts());
        assertThat(MONDAY.plus(Counts.NONE)).isEqualTo(MONDAY);
        assertThat(Counts.NONE.plus(Counts.NONE).given()).isEmpty();
    }

    @Test
    void groupsOfFieldsCompleteEachOther() {
        assertThat(MONDAY.completedBy(TUESDAY).given())
                .containsEntry(Metric.SPEND, new BigDecimal("0.1"))
                .containsEntry(Metric.CLICKS, new BigDecimal("7"));
        assertThat(MONDAY.completedBy(TUESDAY).actions()).containsEntry("lead", new BigDecimal("2"));
        assertThat(MONDAY.completedBy(TUESDAY).actionValues()).containsEntry("purchase", new BigDecimal("9.99"));
    }
}
