package dev.weekline.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RollingHourTest {

    private static final Instant NOON = Instant.parse("2025-11-20T12:00:30Z");

    private final RollingHour hour = new RollingHour();

    @Test
    void whatIsOlderThanAnHourIsForgotten() {
        hour.add(NOON, 3);
        hour.add(NOON.plus(Duration.ofMinutes(30)), 4);

        assertThat(hour.sum(NOON.plus(Duration.ofMinutes(59)))).isEqualTo(7);
        assertThat(hour.sum(NOON.plus(Duration.ofMinutes(60)))).isEqualTo(4);
        assertThat(hour.sum(NOON.plus(Duration.ofDays(30)))).isZero();
    }

    @Test
    void aClockThatIsTurnedBackLosesNothing() {
        hour.add(NOON, 3);
        hour.add(NOON.minus(Duration.ofDays(1)), 4);

        assertThat(hour.sum(NOON)).isEqualTo(7);
    }

    @Test
    void theHourIsEmptyWhenItsLastMinuteIsGone() {
        assertThat(hour.untilEmpty(NOON)).isZero();
        hour.add(NOON, 1);

        assertThat(hour.untilEmpty(NOON)).isEqualTo(Duration.ofSeconds(3_570));
        assertThat(hour.untilEmpty(NOON.plus(Duration.ofMinutes(20)))).isEqualTo(Duration.ofSeconds(2_370));
    }
}
