package dev.weekline.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weekline.metric.EventChoice;
import dev.weekline.metric.Metric;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

/** By how much a refresh has moved what a business looks at. */
class MoveTest {

    @Test
    void theFigureThatMovedMostCounts() {
        assertThat(move(
                        week("1000", "100000").action("lead", "200").action("omni_purchase", "50", "4000"),
                        week("1001", "100200").action("lead", "201").action("omni_purchase", "50", "3960")))
                .isEqualByComparingTo("0.01");
    }

    @Test
    void clicksAndReachDoNotCount() {
        assertThat(move(
                        week("1000", "100000").given(Metric.CLICKS, "10").given(Metric.REACH, "1"),
                        week("1000", "100000").given(Metric.CLICKS, "20")))
                .isZero();
    }

    @Test
    void whatIsNewGoneOrCountedOtherwiseMovedAsMuchAsAllOfIt() {
        var none = week("1000", "100000");

        assertThat(move(none, week("1000", "100000").action("lead", "1"))).isEqualByComparingTo("1");
        assertThat(move(week("1000", "100000").action("lead", "1"), none)).isEqualByComparingTo("1");
        assertThat(move(
                        week("1000", "100000").action("purchase", "5", "1"),
                        week("1000", "100000").action("omni_purchase", "5", "1").action("purchase", "5", "1")))
                .isEqualByComparingTo("1");
        assertThat(move(week("0", "0"), week("0", "1"))).isEqualByComparingTo("1");
        assertThat(move(week("0", "0"), week("0.00", "0"))).isZero();
    }

    private static BigDecimal move(RowOf before, RowOf after) {
        return revision(after).moveSince(revision(before));
    }

    private static RowOf week(String spend, String impressions) {
        return new RowOf().given(Metric.SPEND, spend).given(Metric.IMPRESSIONS, impressions);
    }

    private static Revision revision(RowOf totals) {
        return new Revision(1, totals.counts(), EventChoice.of(totals.counts()), List.of(), List.of());
    }
}
