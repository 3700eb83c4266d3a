package dev.weekline.week;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FreshnessTest {

    private static final ZoneId WARSAW = ZoneId.of("Europe/Warsaw");
    private static final IsoWeek WEEK = IsoWeek.parse("2025-W39");

    @ParameterizedTest
    @CsvSource({
        // Open: the week ends on the 28th at 22:00Z.
        "2025-09-24T10:00:00Z, PT15M",
        "2025-09-28T21:59:59Z, PT15M",
        // Settling, its first three days.
        "2025-09-28T22:00:00Z, PT3H",
        "2025-10-01T21:59:59Z, PT3H",
        // Settling, to day 28.
        "2025-10-01T22:00:00Z, PT24H",
        "2025-10-26T21:59:59Z, PT24H"
    })
    void theTableOfTheDesign(Instant fetchedAt, Duration freshFor) {
        assertThat(Freshness.DEFAULT.freshUntil(WEEK, WARSAW, fetchedAt)).isEqualTo(fetchedAt.plus(freshFor));
    }

    @ParameterizedTest
    @CsvSource({"2025-10-26T22:00:00Z", "2026-10-26T22:00:00Z"})
    void whatWasFetchedAfterDay28IsFreshForEver(Instant fetchedAt) {
        assertThat(Freshness.DEFAULT.freshUntil(WEEK, WARSAW, fetchedAt)).isEqualTo(Instant.MAX);
    }

    @Test
    void settingsSetThePace() {
        var minutes =
                new Freshness(Duration.ofMinutes(1), Duration.ofMinutes(2), Duration.ofDays(1), Duration.ofMinutes(3));
        var end = WEEK.endsIn(WARSAW);

        assertThat(minutes.freshUntil(WEEK, WARSAW, end.minusSeconds(1)))
                .isEqualTo(end.minusSeconds(1).plusSeconds(60));
        assertThat(minutes.freshUntil(WEEK, WARSAW, end)).isEqualTo(end.plusSeconds(120));
        assertThat(minutes.freshUntil(WEEK, WARSAW, end.plus(Duration.ofDays(1))))
                .isEqualTo(end.plus(Duration.ofDays(1)).plusSeconds(180));
    }
}
