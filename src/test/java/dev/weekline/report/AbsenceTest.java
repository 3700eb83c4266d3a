package dev.weekline.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.weekline.meta.Omission;
import dev.weekline.meta.Omission.Reason;
import dev.weekline.meta.Section;
import dev.weekline.metric.Counts;
import dev.weekline.metric.EventChoice;
import dev.weekline.metric.Metric;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AbsenceTest {

    private static final UUID RUN = UUID.fromString("0198c3a2-0000-7000-8000-000000000001");
    private static final Map<Metric, Integer> DELIVERY =
            Map.of(Metric.SPEND, 10, Metric.IMPRESSIONS, 500, Metric.CLICKS, 5);

    @Test
    void whatMetaDidNotReturnIsListedWithEverythingThatNeedsIt() {
        assertThat(Absence.of(revision(DELIVERY), false))
                .extracting(Absence::path, Absence::reason)
                .containsExactly(
                        tuple("totals.reach", "not-returned"),
                        tuple("totals.frequency", "not-returned"),
                        tuple("totals.linkClicks", "not-returned"),
                        tuple("totals.leads", "not-returned"),
                        tuple("totals.costPerLead", "not-returned"),
                        tuple("totals.purchases", "not-returned"),
                        tuple("totals.purchaseValue", "not-returned"),
                        tuple("totals.costPerPurchase", "not-returned"),
                        tuple("totals.roas", "not-returned"),
                        tuple("totals.registrations", "not-returned"),
                        tuple("totals.costPerRegistration", "not-returned"));
    }

    @Test
    void whatCantBeDividedSaysSo() {
        assertThat(Absence.of(revision(Map.of(Metric.SPEND, 10, Metric.IMPRESSIONS, 500, Metric.CLICKS, 0)), false))
                .contains(new Absence("totals.cpc", "zero-denominator"))
                .doesNotContain(new Absence("totals.ctr", "zero-denominator"));
    }

    @Test
    void aZeroBelowIsNotTheReasonWhereTheUpperFigureIsMissing() {
        assertThat(Absence.of(revision(Map.of(Metric.CLICKS, 0)), false))
                .contains(new Absence("totals.cpc", "not-returned"));
    }

    @Test
    void brokenDownRowsWithoutReachLackItForTheirAge() {
        var hidden = revision(DELIVERY, state(Section.PLACEMENTS, 3, false), state(Section.DEMOGRAPHICS, 3, true));

        assertThat(sections(hidden, true))
                .containsExactly(
                        new Absence("sections.placements.rows.reach", "beyond-13-months"),
                        new Absence("sections.placements.rows.frequency", "beyond-13-months"));
        assertThat(sections(hidden, false)).isEmpty();
    }

    @Test
    void rowsThatAreNotBrokenDownHaveReachAtAnyAge() {
        assertThat(sections(revision(DELIVERY, state(Section.RELEVANCE, 3, false)), true))
                .isEmpty();
    }

    @Test
    void totalsThatLackReachBeyondThirteenMonthsLackItForThatReason() {
        assertThat(Absence.of(revision(Map.of(Metric.SPEND, 10, Metric.IMPRESSIONS, 500)), true))
                .contains(
                        new Absence("totals.reach", "beyond-13-months"),
                        new Absence("totals.frequency", "beyond-13-months"),
                        new Absence("totals.clicks", "not-returned"));
    }

    @Test
    void aBreakdownWithoutRowsWasNotOfferedWhereSomethingWasShown() {
        var empty = state(Section.PLACEMENTS, 0, false);
        var none = new Absence("sections.placements.rows", "breakdown-not-offered");

        assertThat(sections(revision(DELIVERY, empty), true)).containsExactly(none);
        assertThat(sections(revision(Map.of(Metric.IMPRESSIONS, 0), empty), true))
                .isEmpty();
        assertThat(sections(revision(Map.of(), empty), false)).isEmpty();
        assertThat(sections(revision(DELIVERY, state(Section.CAMPAIGNS, 0, false)), false))
                .isEmpty();
    }

    @Test
    void aBreakdownThatMetaRemovedIsNamedInOurWords() {
        assertThat(sections(
                        revision(
                                DELIVERY,
                                state(Section.PLACEMENTS, 2, true, new Omission("platform_position", Reason.REMOVED))),
                        false))
                .containsExactly(new Absence("sections.placements.rows.platformPosition", "removed-by-meta"));
    }

    @Test
    void aFieldIsNamedWithEverythingThatIsMadeOfIt() {
        assertThat(sections(
                        revision(DELIVERY, state(Section.CAMPAIGNS, 2, false, new Omission("reach", Reason.SPLIT))),
                        false))
                .containsExactly(
                        new Absence("sections.campaigns.rows.reach", "split-by-day"),
                        new Absence("sections.campaigns.rows.frequency", "split-by-day"));
        assertThat(sections(
                        revision(DELIVERY, state(Section.DAILY, 2, true, new Omission("actions", Reason.REMOVED))),
                        false))
                .extracting(Absence::path)
                .contains(
                        "sections.daily.rows.leads",
                        "sections.daily.rows.purchases",
                        "sections.daily.rows.registrations",
                        "sections.daily.rows.costPerLead")
                .doesNotContain("sections.daily.rows.purchaseValue");
        assertThat(sections(
                        revision(
                                DELIVERY, state(Section.DAILY, 2, true, new Omission("action_values", Reason.REMOVED))),
                        false))
                .extracting(Absence::path)
                .containsExactly("sections.daily.rows.purchaseValue", "sections.daily.rows.roas");
    }

    @Test
    void whatASplitTookIsNotAlsoPutDownToAge() {
        var split = state(Section.PLACEMENTS, 2, false, new Omission("reach", Reason.SPLIT));

        assertThat(sections(revision(DELIVERY, split), true))
                .extracting(Absence::reason)
                .containsOnly("split-by-day");
    }

    @Test
    void totalsSayWhatASplitTookFromThem() {
        var split = new Revision(
                1, counts(DELIVERY), EventChoice.NONE, List.of(new Omission("reach", Reason.SPLIT)), List.of());

        assertThat(Absence.of(split, true))
                .contains(
                        new Absence("totals.reach", "split-by-day"),
                        new Absence("totals.frequency", "split-by-day"),
                        new Absence("totals.linkClicks", "not-returned"));
    }

    @Test
    void aFieldThatIsNoFigureHasNoPlaceToBeMissedFrom() {
        assertThat(sections(
                        revision(
                                DELIVERY,
                                state(Section.DAILY, 2, true, new Omission("account_currency", Reason.REMOVED))),
                        false))
                .isEmpty();
    }

    private static List<Absence> sections(Revision revision, boolean hidden) {
        return Absence.of(revision, hidden).stream()
                .filter(absence -> absence.path().startsWith("sections."))
                .toList();
    }

    private static SectionState state(Section section, long rows, boolean hasReach, Omission... omissions) {
        return new SectionState(section, section.recipe().label(), rows, RUN, "", hasReach, List.of(omissions));
    }

    private static Revision revision(Map<Metric, Integer> given, SectionState... sections) {
        return new Revision(1, counts(given), EventChoice.NONE, List.of(), List.of(sections));
    }

    private static Counts counts(Map<Metric, Integer> given) {
        var counted = new EnumMap<Metric, BigDecimal>(Metric.class);
        given.forEach((metric, value) -> counted.put(metric, BigDecimal.valueOf(value)));
        return new Counts(counted, Map.of(), Map.of());
    }
}
