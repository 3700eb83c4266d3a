package dev.weekline.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** What holds of every row that Meta may answer. */
class FiguresPropertiesTest {

    private static final Set<Metric> GIVEN =
            Set.of(Metric.SPEND, Metric.IMPRESSIONS, Metric.REACH, Metric.CLICKS, Metric.LINK_CLICKS);

    @Property
    void whatMetaGaveIsShownAsItIs(@ForAll("counts") Counts row, @ForAll("counts") Counts totals) {
        assertThat(Figures.of(row, EventChoice.of(totals)).values()).containsAllEntriesOf(row.given());
    }

    @Property
    void noFigureIsMadeOfAbsentInputs(@ForAll("counts") Counts row, @ForAll("counts") Counts totals) {
        var events = EventChoice.of(totals);
        var figures = Figures.of(row, events);

        assertThat(figures.values().keySet())
                .allSatisfy(metric -> assertThat(hasInputs(metric, row, events))
                        .as(metric.word())
                        .isTrue());
    }

    @Property
    void noFigureIsLeftOutWhoseInputsAreThere(@ForAll("counts") Counts row, @ForAll("counts") Counts totals) {
        var events = EventChoice.of(totals);
        var figures = Figures.of(row, events);

        assertThat(Metric.values())
                .filteredOn(metric -> figures.find(metric).isEmpty())
                .allSatisfy(metric -> assertThat(hasInputs(metric, row, events))
                        .as(metric.word())
                        .isFalse());
    }

    @Property
    void aComputedFigureHasSixDecimalsAndIsWithinHalfOfTheLastOne(@ForAll("counts") Counts counts) {
        var figures = Figures.of(counts, EventChoice.of(counts));
        for (var metric : Metric.values()) {
            metric.formula()
                    .ifPresent(formula -> figures.find(metric).ifPresent(result -> {
                        var above = figures.find(formula.numerator()).orElseThrow();
                        var below = figures.find(formula.denominator()).orElseThrow();
                        var exact = above.multiply(BigDecimal.valueOf(formula.factor()))
                                .divide(below, 30, RoundingMode.DOWN);
                        assertThat(result.scale()).isEqualTo(6);
                        assertThat(result.subtract(exact).abs()).isLessThanOrEqualTo(new BigDecimal("0.0000005"));
                    }));
        }
    }

    @Property
    void aRowNeverCountsAnEventThatTheTotalsDoNotKnow(@ForAll("counts") Counts row, @ForAll("counts") Counts totals) {
        var ofTotals = Figures.of(totals, EventChoice.of(totals));
        var ofRow = Figures.of(row, EventChoice.of(totals));

        assertThat(Arrays.stream(BusinessEvent.values()).map(BusinessEvent::count))
                .filteredOn(count -> ofTotals.find(count).isEmpty())
                .allSatisfy(count -> assertThat(ofRow.find(count)).isEmpty());
    }

    @Property
    void whatWasAndWhatChangedMakeWhatIs(@ForAll("amounts") BigDecimal before, @ForAll("amounts") BigDecimal now) {
        var change = Change.between(before, now);

        assertThat(change.absolute().add(before)).isEqualByComparingTo(now);
        assertThat(change.relative().isEmpty()).isEqualTo(before.signum() == 0);
        change.relative()
                .ifPresent(ratio ->
                        assertThat(ratio.signum()).isIn(0, change.absolute().signum()));
    }

    @Property
    void goingBackUndoesAChange(@ForAll("amounts") BigDecimal before, @ForAll("amounts") BigDecimal now) {
        assertThat(Change.between(now, before).absolute())
                .isEqualTo(Change.between(before, now).absolute().negate());
    }

    @Property
    void comparingShowsExactlyWhatBothWeeksHaveAndCountAlike(
            @ForAll("counts") Counts before, @ForAll("counts") Counts now) {
        var earlier = Figures.of(before, EventChoice.of(before));
        var later = Figures.of(now, EventChoice.of(now));
        var changes =
                Change.between(earlier, later, metric -> EventChoice.of(now).agreesOn(metric, EventChoice.of(before)));

        assertThat(Metric.values())
                .allSatisfy(metric -> assertThat(changes.containsKey(metric))
                        .isEqualTo(earlier.find(metric).isPresent()
                                && later.find(metric).isPresent()
                                && EventChoice.of(before).agreesOn(metric, EventChoice.of(now))));
    }

    @Property
    void showingMoneyNeverChangesTheAmount(
            @ForAll("amounts") BigDecimal amount, @ForAll("currencies") String currency) {
        var shown = new Money(amount, currency).shown();

        assertThat(shown).isEqualByComparingTo(amount);
        assertThat(shown.scale()).isGreaterThanOrEqualTo(Money.decimals(currency));
    }

    @Provide
    Arbitrary<Counts> counts() {
        var amount = Arbitraries.frequencyOf(
                Tuple.of(1, Arbitraries.just(BigDecimal.ZERO)),
                Tuple.of(
                        8,
                        Arbitraries.bigDecimals()
                                .between(BigDecimal.ZERO, new BigDecimal("1000000"))
                                .ofScale(2)));
        var given = Arbitraries.maps(Arbitraries.of(GIVEN), amount).ofMaxSize(GIVEN.size());
        var types = Arbitraries.of(
                EventMapping.USUAL.actionTypes().stream().sorted().toList());
        return Combinators.combine(
                        given,
                        Arbitraries.maps(types, amount).ofMaxSize(4),
                        Arbitraries.maps(types, amount).ofMaxSize(4))
                .as(Counts::new)
                .withoutEdgeCases();
    }

    @Provide
    Arbitrary<BigDecimal> amounts() {
        return Arbitraries.bigDecimals()
                .between(new BigDecimal("-10000000"), new BigDecimal("10000000"))
                .ofScale(4);
    }

    @Provide
    Arbitrary<String> currencies() {
        return Arbitraries.of("PLN", "JPY", "USD", "KRW", "BHD");
    }

    private static boolean hasInputs(Metric metric, Counts row, EventChoice events) {
        return metric.formula()
                .map(formula -> hasInputs(formula.numerator(), row, events)
                        && hasInputs(formula.denominator(), row, events)
                        && isNotZero(formula.denominator(), row, events))
                .orElseGet(() -> row.given().containsKey(metric) || isCounted(metric, row, events));
    }

    private static boolean isNotZero(Metric metric, Counts row, EventChoice events) {
        return Figures.of(row, events).find(metric).orElseThrow().signum() != 0;
    }

    private static boolean isCounted(Metric metric, Counts row, EventChoice events) {
        return Arrays.stream(BusinessEvent.values())
                .anyMatch(event -> events.find(event)
                        .filter(type -> event.count() == metric && row.actions().containsKey(type)
                                || event.value().filter(metric::equals).isPresent()
                                        && row.actionValues().containsKey(type))
                        .isPresent());
    }
}
