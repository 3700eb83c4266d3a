package dev.weekline.week;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetentionTest {

    private static final ZoneId UTC = ZoneId.of("UTC");

    @ParameterizedTest
    @CsvSource({
        // 37 months before is Sunday the 2nd of October 2022, and two days in hand make it the 4th.
        "2025-11-02T12:00:00Z, 2022-10-10",
        // Here the window begins on a Monday: that week is whole.
        "2025-11-01T12:00:00Z, 2022-10-03",
        // 37 months before the 31st of March is the last day of a February.
        "2025-03-31T12:00:00Z, 2022-03-07"
    })
    void theEarliestWeekLiesWholeWithinThirtySevenMonthsLessTwoDays(Instant now, String monday) {
        assertThat(Retention.earliest(now, UTC).monday()).isEqualTo(monday);
    }

    @Test
    void theEdgeIsThatOfTheAccountsOwnCalendar() {
        var now = Instant.parse("2025-11-01T20:00:00Z");

        assertThat(Retention.earliest(now, ZoneId.of("America/Los_Angeles")).monday())
                .isEqualTo("2022-10-03");
        assertThat(Retention.earliest(now, ZoneId.of("Pacific/Auckland")).monday())
                .isEqualTo("2022-10-10");
    }

    @ParameterizedTest
    @CsvSource({"2024-W40, true", "2024-W41, false", "2025-W39, false", "2023-W01, true"})
    void uniqueFiguresAreHiddenFromWeeksThatBeganThirteenMonthsAgo(String week, boolean hidden) {
        // 13 months before is Tuesday the 1st of October 2024, in the midst of W40.
        assertThat(Retention.hidesUniques(IsoWeek.parse(week), Instant.parse("2025-11-01T12:00:00Z"), UTC))
                .isEqualTo(hidden);
    }
}
