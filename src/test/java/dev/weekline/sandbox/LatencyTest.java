package dev.weekline.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LatencyTest {

    private static final Duration MEDIAN = Duration.ofMillis(200);
    private static final Duration P99 = Duration.ofSeconds(3);
    private static final Duration MOST = Duration.ofSeconds(8);
    private static final int QUESTIONS = 20_000;

    @Test
    void aLongTailHasItsMedianItsTailAndItsEnd() {
        var sorted = drawn().stream().sorted().toList();

        assertThat(sorted.get(QUESTIONS / 2)).isBetween(Duration.ofMillis(185), Duration.ofMillis(215));
        assertThat(sorted.get(QUESTIONS * 99 / 100)).isBetween(Duration.ofMillis(2_500), Duration.ofMillis(3_500));
        assertThat(sorted.getLast()).isEqualTo(MOST);
        assertThat(sorted.getFirst()).isPositive();
    }

    @Test
    void theSameQuestionTakesTheSameTime() {
        assertThat(drawn()).isEqualTo(drawn());
    }

    @Test
    void aFixedLatencyIsTheSameForEveryQuestion() {
        assertThat(Latency.fixed(MEDIAN).of(Dice.of("one"))).isEqualTo(MEDIAN);
        assertThat(Latency.none().of(Dice.of("two"))).isZero();
    }

    @Test
    void aTailDoesNotLieBeforeTheMedian() {
        assertThatIllegalArgumentException().isThrownBy(() -> Latency.longTailed(P99, MEDIAN, MOST));
        assertThatIllegalArgumentException().isThrownBy(() -> Latency.longTailed(MEDIAN, MOST, P99));
        assertThatIllegalArgumentException().isThrownBy(() -> Latency.longTailed(Duration.ZERO, MOST, P99));
    }

    private static List<Duration> drawn() {
        var latency = Latency.longTailed(MEDIAN, P99, MOST);
        return IntStream.range(0, QUESTIONS)
                .mapToObj(i -> latency.of(Dice.of("question").with(i)))
                .toList();
    }
}
