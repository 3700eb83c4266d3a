package dev.weekline.quota;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TallyTest {

    private static final Instant NOON = Instant.parse("2025-11-05T12:00:00Z");

    private final Tally tally = new Tally();

    @Test
    void whatWasSpentCountsForAnHourAndAMarginFromItsOwnSecond() {
        tally.add(5, NOON);
        tally.add(2, NOON.plusMillis(500));
        tally.add(7, NOON.plusSeconds(1));

        assertThat(tally.lastHour(NOON.plusSeconds(1))).isEqualTo(14);
        assertThat(tally.lastHour(NOON.plus(Tally.HOUR).plusMillis(999))).isEqualTo(14);
        assertThat(tally.lastHour(NOON.plus(Tally.HOUR).plusSeconds(1))).isEqualTo(7);
        assertThat(tally.lastHour(NOON.plus(Tally.HOUR).plusSeconds(2))).isZero();
    }

    @Test
    void aDayBeginsAtMidnightUtc() {
        tally.add(5, NOON);
        tally.add(7, Instant.parse("2025-11-05T23:59:59.999Z"));
        assertThat(tally.today(Instant.parse("2025-11-05T23:59:59.999Z"))).isEqualTo(12);

        assertThat(tally.today(Instant.parse("2025-11-06T00:00:00Z"))).isZero();
        tally.add(1, Instant.parse("2025-11-06T00:00:00Z"));
        assertThat(tally.today(Instant.parse("2025-11-06T08:00:00Z"))).isOne();
    }

    @Test
    void aClockThatStepsBackLosesNothing() {
        tally.add(5, NOON);
        tally.add(2, NOON.minusSeconds(3));

        assertThat(tally.lastHour(NOON.minus(Duration.ofSeconds(3)))).isEqualTo(7);
    }
}
