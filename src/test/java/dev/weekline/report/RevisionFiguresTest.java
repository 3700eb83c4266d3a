package dev.weekline.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weekline.meta.Section;
import dev.weekline.metric.Change;
import dev.weekline.metric.Counts;
import dev.weekline.metric.EventChoice;
import dev.weekline.metric.Metric;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RevisionFiguresTest {

    private static final UUID RUN = UUID.fromString("0198c3a2-0000-7000-8000-000000000001");
    private static final UUID LATER_RUN = UUID.fromString("0198c3a2-0000-7000-8000-000000000002");
    private static final SectionState DAILY = new SectionState(Section.DAILY, "daily/1", 7, RUN, "42", true, List.of());

    @Test
    void weeksThatCountPurchasesDifferentlyAreNotComparedInThem() {
        var before = revision(
                new RowOf().given(Metric.SPEND, "100").action("lead", "10").action("purchase", "5", "500"));
        var now = revision(new RowOf()
                .given(Metric.SPEND, "200")
                .action("lead", "10")
                .action("omni_purchase", "9", "900")
                .action("purchase", "5", "500"));

        assertThat(now.changeSince(before)).containsOnlyKeys(Metric.SPEND, Metric.LEADS, Metric.COST_PER_LEAD);
    }

    @Test
    void weeksThatCountAlikeAreComparedInEverything() {
        var before = revision(new RowOf().given(Metric.SPEND, "100").action("purchase", "5", "500"));
        var now = revision(new RowOf().given(Metric.SPEND, "200").action("purchase", "9", "900"));

        assertThat(now.changeSince(before))
                .containsOnlyKeys(
                        Metric.SPEND, Metric.PURCHASES, Metric.PURCHASE_VALUE, Metric.COST_PER_PURCHASE, Metric.ROAS);
        assertThat(now.changeSince(before))
                .containsEntry(Metric.SPEND, Change.between(new BigDecimal("100"), new BigDecimal("200")));
    }

    @Test
    void statesThatShowTheSameHaveTheSameFingerprint() {
        var first = new Revision(1, totals("12.50"), EventChoice.NONE, List.of(), List.of(DAILY));
        var again = new Revision(
                7,
                totals("12.50"),
                EventChoice.NONE,
                List.of(),
                List.of(new SectionState(Section.DAILY, "daily/1", 7, LATER_RUN, "42", true, List.of())));

        assertThat(again.fingerprint()).isEqualTo(first.fingerprint());
    }

    @Test
    void aTrailingZeroIsNoOtherFigure() {
        assertThat(new Revision(1, totals("12.5"), EventChoice.NONE, List.of(), List.of()).fingerprint())
                .isEqualTo(new Revision(1, totals("12.50"), EventChoice.NONE, List.of(), List.of()).fingerprint());
        assertThat(new Revision(1, totals("100"), EventChoice.NONE, List.of(), List.of()).fingerprint())
                .isEqualTo(new Revision(1, totals("1E+2"), EventChoice.NONE, List.of(), List.of()).fingerprint());
    }

    @Test
    void aFigureARecipeOrARowThatMovedIsSeen() {
        var first = new Revision(1, totals("12.50"), EventChoice.NONE, List.of(), List.of(DAILY)).fingerprint();

        assertThat(List.of(
                        new Revision(1, totals("12.51"), EventChoice.NONE, List.of(), List.of(DAILY)),
                        new Revision(1, totals("12.50"), EventChoice.NONE, List.of(), List.of()),
                        new Revision(
                                1,
                                totals("12.50"),
                                EventChoice.NONE,
                                List.of(),
                                List.of(new SectionState(Section.DAILY, "daily/2", 7, RUN, "42", true, List.of()))),
                        new Revision(
                                1,
                                totals("12.50"),
                                EventChoice.NONE,
                                List.of(),
                                List.of(new SectionState(Section.DAILY, "daily/1", 6, RUN, "42", true, List.of()))),
                        new Revision(
                                1,
                                totals("12.50"),
                                EventChoice.NONE,
                                List.of(),
                                List.of(new SectionState(Section.DAILY, "daily/1", 7, RUN, "43", true, List.of())))))
                .extracting(Revision::fingerprint)
                .doesNotContain(first)
                .doesNotHaveDuplicates();
    }

    private static Counts totals(String spend) {
        return new RowOf().given(Metric.SPEND, spend).counts();
    }

    private static Revision revision(RowOf totals) {
        return new Revision(1, totals.counts(), EventChoice.of(totals.counts()), List.of(), List.of());
    }
}
