package dev.weekline.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;

/** What holds of every way to learn. */
class EstimatePropertiesTest {

    private static final Instant START = Instant.parse("2025-09-29T08:00:00Z");
    private static final EstimateSettings SETTINGS = EstimateSettings.defaults();
    private static final double GUESS = 200;

    @Property
    void theSizeIsNeverBeyondItsBoundsNorGrowsBeyondTheEvidence(@ForAll("lives") List<Lesson> life) {
        var estimate = Estimate.of(GUESS, START);
        var now = START;

        for (var lesson : life) {
            now = now.plus(lesson.after);
            var next = estimate.learn(lesson.units, lesson.percent, SETTINGS, now);
            assertThat(next.size()).isBetween(GUESS / 10, GUESS * 20);
            if (next.size() > estimate.size()) {
                assertThat(next.size()).isLessThanOrEqualTo(lesson.units * 100 / Math.max(lesson.percent, 5));
                assertThat(next.size()).isLessThanOrEqualTo(estimate.size() * 1.25);
                assertThat(Duration.between(estimate.changed(), now)).isGreaterThanOrEqualTo(Duration.ofMinutes(10));
            }
            estimate = next;
        }
    }

    @Property
    void itShrinksAtOnce(
            @ForAll @DoubleRange(min = 200, max = 4_000) double size,
            @ForAll @DoubleRange(min = 50, max = 100) double percent,
            @ForAll @DoubleRange(min = 0.11, max = 0.99) double share) {
        var hour = Math.max(size * share, GUESS / 10);
        var estimate = new Estimate(GUESS, size, START, Optional.empty());

        var learned = estimate.learn(hour * percent / 100, percent, SETTINGS, START);

        assertThat(learned.size()).isCloseTo(hour, withPercentage(0.001));
    }

    @Property
    void theSameEvidenceTakesItThereStepByStep(@ForAll @DoubleRange(min = 200, max = 8_000) double hour) {
        var estimate = Estimate.of(GUESS, START);

        for (var minute = 1; minute <= 200; minute++) {
            var next = estimate.learn(hour / 2, 50, SETTINGS, START.plus(Duration.ofMinutes(minute)));
            assertThat(next.size()).isGreaterThanOrEqualTo(estimate.size());
            estimate = next;
        }

        assertThat(estimate.size()).isEqualTo(Math.min(hour, GUESS * 20));
    }

    @Property
    void tooLittleNeverShrinksItAndTellsOnlyHowMuchThereIsAtLeast(
            @ForAll @DoubleRange(max = 10_000) double units,
            @ForAll @DoubleRange(max = 5, maxIncluded = false) double percent) {
        var estimate = Estimate.of(GUESS, START);

        var learned = estimate.learn(units, percent, SETTINGS, START.plusSeconds(7_200));

        assertThat(learned.size())
                .isCloseTo(units * 20 > GUESS ? Math.min(GUESS * 1.25, units * 20) : GUESS, withPercentage(0.001));
        assertThat(estimate.learn(9.9, 80, SETTINGS, START.plusSeconds(7_200))).isSameAs(estimate);
        assertThat(estimate.learn(0, 80, SETTINGS, START.plusSeconds(7_200))).isSameAs(estimate);
    }

    @Example
    void whatWasLearnedFromIsKept() {
        var now = START.plus(Duration.ofMinutes(10));

        var estimate = Estimate.of(GUESS, START).learn(60, 6, SETTINGS, now);

        assertThat(estimate.size()).isEqualTo(250);
        assertThat(estimate.evidence()).contains(new Estimate.Evidence(60, 6, now));
        assertThat(estimate.evidence().orElseThrow().hour()).isEqualTo(1_000);
        assertThat(estimate.learn(1, 90, SETTINGS, START)).isSameAs(estimate);
    }

    @Provide
    Arbitrary<List<Lesson>> lives() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 1_500).map(Duration::ofSeconds),
                        Arbitraries.doubles().between(0, 10_000),
                        Arbitraries.doubles().between(0, 150))
                .as(Lesson::new)
                .list()
                .ofMaxSize(60);
    }

    /** What Meta says of what we spent, some time after it spoke last. */
    record Lesson(Duration after, double units, double percent) {}
}
