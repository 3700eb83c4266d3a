package dev.weekline.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class RunLogTest {

    private static final Instant BEGUN = Instant.parse("2025-11-05T10:00:00Z");

    private static final Percents UNKNOWN =
            new Percents(OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.empty());

    private final RunLog log = new RunLog();

    @Test
    void callsSideBySideCountOnceAndWaitingOnlyWhereNoneIsUnderWay() {
        // Waits from 0 to 2, under way from 2 to 5.
        log.add(call("totals", 2, 2, 3));
        // Waits from 1 to 4, which is seconds 1 to 2 of waiting alone; under way from 4 to 8.
        log.add(call("placements", 4, 3, 4));
        // Waits from 8 to 10, under way from 10 to 11.
        log.add(call("placements", 10, 2, 1));

        assertThat(log.times(Duration.ofSeconds(7), Duration.ofSeconds(1)))
                .isEqualTo(new RunTimes(
                        Duration.ofSeconds(7), Duration.ofSeconds(4), Duration.ofSeconds(7), Duration.ofSeconds(1)));
        assertThat(log.slowest()).contains(Map.entry("placements", Duration.ofSeconds(7)));
        assertThat(log.cost()).isEqualTo(new RunCost(3, 9));
    }

    @Test
    void withoutCallsNoTimeWasSpentOnThem() {
        assertThat(log.times(Duration.ZERO, Duration.ZERO))
                .isEqualTo(new RunTimes(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO));
        assertThat(log.slowest()).isEmpty();
    }

    private static RunCall call(String section, int sentAfter, int waited, int took) {
        return new RunCall(
                section,
                1,
                1,
                1,
                3,
                Duration.ofSeconds(waited),
                BEGUN.plusSeconds(sentAfter),
                Duration.ofSeconds(took),
                200,
                0,
                "ok",
                Optional.empty(),
                "",
                Map.of(),
                UNKNOWN,
                UNKNOWN);
    }
}
