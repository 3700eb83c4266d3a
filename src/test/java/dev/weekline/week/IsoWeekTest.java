package dev.weekline.week;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IsoWeekTest {

    private static final ZoneId WARSAW = ZoneId.of("Europe/Warsaw");
    private static final ZoneId LOS_ANGELES = ZoneId.of("America/Los_Angeles");
    private static final ZoneId AUCKLAND = ZoneId.of("Pacific/Auckland");

    @ParameterizedTest
    @CsvSource({
        "2025-W39, 2025-09-22, 2025-09-28",
        "2020-W53, 2020-12-28, 2021-01-03",
        "2021-W01, 2021-01-04, 2021-01-10",
        "2025-W01, 2024-12-30, 2025-01-05",
        "2024-W52, 2024-12-23, 2024-12-29",
        "2026-W53, 2026-12-28, 2027-01-03",
        "0000-W01, 0000-01-03, 0000-01-09",
        "9999-W52, 9999-12-27, +10000-01-02"
    })
    void aWeekRunsFromMondayToSunday(String text, LocalDate monday, LocalDate sunday) {
        var week = IsoWeek.parse(text);

        assertThat(week.monday()).isEqualTo(monday);
        assertThat(week.sunday()).isEqualTo(sunday);
        assertThat(week).hasToString(text);
    }

    @ParameterizedTest
    @CsvSource({
        "2025-W53, 2025-W52",
        "2021-W53, 2021-W52",
        "2025-W99, 2025-W52",
        "2020-W54, 2020-W53",
        "2025-W00, 2025-W01",
        "2020-W00, 2020-W01",
        "9999-W99, 9999-W52"
    })
    void aWeekThatItsYearDoesNotHaveNamesTheNearestOne(String text, String nearest) {
        var malformed = catchThrowableOfType(MalformedWeekException.class, () -> IsoWeek.parse(text));

        assertThat(malformed.nearest()).contains(IsoWeek.parse(nearest));
        assertThat(malformed).hasMessageContaining(text).hasMessageContaining(nearest);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "2025",
                "2025-39",
                "2025W39",
                "2025-W9",
                "2025-W039",
                "2025-w39",
                "25-W39",
                "12025-W39",
                "-2025-W39",
                " 2025-W39",
                "2025-W39 ",
                "2025-W39\n",
                "2025-W39-1",
                "2025-09-22",
                "٢٠٢٥-W٣٩",
                "2025–W39"
            })
    void anotherFormIsRefusedWithAnExampleAndNoGuess(String text) {
        var malformed = catchThrowableOfType(MalformedWeekException.class, () -> IsoWeek.parse(text));

        assertThat(malformed.nearest()).isEmpty();
        assertThat(malformed).hasMessageContaining("2025-W39").hasMessageContaining('"' + text + '"');
    }

    @Test
    void aLongTextIsNotRepeatedWhole() {
        assertThatThrownBy(() -> IsoWeek.parse("x".repeat(5_000)))
                .isInstanceOf(MalformedWeekException.class)
                .satisfies(malformed -> assertThat(malformed.getMessage()).hasSizeLessThan(120));
    }

    @Test
    void whatIsNotAMondayIsNoWeek() {
        assertThatThrownBy(() -> new IsoWeek(LocalDate.parse("2025-09-23")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2025-09-23");
    }

    @Test
    void theYearBoundaryIsCrossedBothWays() {
        assertThat(IsoWeek.parse("2020-W53").next()).hasToString("2021-W01");
        assertThat(IsoWeek.parse("2021-W01").previous()).hasToString("2020-W53");
        assertThat(IsoWeek.parse("2025-W52").next()).hasToString("2026-W01");
        assertThat(IsoWeek.parse("2026-W01").previous()).hasToString("2025-W52");
        assertThat(IsoWeek.parse("2025-W50").plus(5)).hasToString("2026-W03");
        assertThat(IsoWeek.parse("2026-W03").plus(-5)).hasToString("2025-W50");
    }

    @ParameterizedTest
    @CsvSource({
        "2024-12-29, 2024-W52",
        "2024-12-30, 2025-W01",
        "2025-01-01, 2025-W01",
        "2021-01-03, 2020-W53",
        "2021-01-04, 2021-W01"
    })
    void aDateNearNewYearLiesInTheWeekThatHoldsItsThursday(LocalDate date, String week) {
        assertThat(IsoWeek.containing(date)).hasToString(week);
    }

    @Test
    void weeksAreCountedForwardsAndBackwards() {
        var week = IsoWeek.parse("2025-W39");

        assertThat(week.until(IsoWeek.parse("2026-W39"))).isEqualTo(52);
        assertThat(week.until(IsoWeek.parse("2024-W39"))).isEqualTo(-52);
        assertThat(week.until(week)).isZero();
    }

    @Test
    void anEarlierWeekComesFirst() {
        assertThat(IsoWeek.parse("2020-W53")).isLessThan(IsoWeek.parse("2021-W01"));
        assertThat(IsoWeek.parse("2025-W10")).isGreaterThan(IsoWeek.parse("2025-W09"));
        assertThat(IsoWeek.parse("2025-W10")).isEqualByComparingTo(IsoWeek.parse("2025-W10"));
    }

    @ParameterizedTest
    @CsvSource({
        // Clocks go forward on Sunday the 30th, and back on Sunday the 26th.
        "2025-W13, Europe/Warsaw, 2025-03-23T23:00:00Z, 2025-03-30T22:00:00Z, 167",
        "2025-W43, Europe/Warsaw, 2025-10-19T22:00:00Z, 2025-10-26T23:00:00Z, 169",
        "2025-W39, Europe/Warsaw, 2025-09-21T22:00:00Z, 2025-09-28T22:00:00Z, 168",
        "2025-W10, America/Los_Angeles, 2025-03-03T08:00:00Z, 2025-03-10T07:00:00Z, 167",
        "2025-W44, America/Los_Angeles, 2025-10-27T07:00:00Z, 2025-11-03T08:00:00Z, 169",
        "2025-W14, Pacific/Auckland, 2025-03-30T11:00:00Z, 2025-04-06T12:00:00Z, 169",
        "2025-W39, Pacific/Auckland, 2025-09-21T12:00:00Z, 2025-09-28T11:00:00Z, 167",
        // Half an hour of daylight saving.
        "2025-W40, Australia/Lord_Howe, 2025-09-28T13:30:00Z, 2025-10-05T13:00:00Z, 167.5"
    })
    void aWeekWithAChangeOfClocksStillRunsFromMidnightToMidnight(
            String text, ZoneId zone, Instant start, Instant end, double hours) {
        var week = IsoWeek.parse(text);

        assertThat(week.startsIn(zone)).isEqualTo(start);
        assertThat(week.endsIn(zone)).isEqualTo(end);
        assertThat(Duration.between(start, end)).isEqualTo(Duration.ofMinutes((long) (hours * 60)));
    }

    @ParameterizedTest
    @CsvSource({
        // The last Sunday, the first Friday and the last Sunday of these weeks have no midnight.
        "2017-W41, America/Sao_Paulo, 2017-10-09T03:00:00Z, 2017-10-16T02:00:00Z",
        "2025-W17, Africa/Cairo, 2025-04-20T22:00:00Z, 2025-04-27T21:00:00Z",
        "2025-W13, Asia/Beirut, 2025-03-23T22:00:00Z, 2025-03-30T21:00:00Z",
        // The Friday between is missing whole.
        "2011-W52, Pacific/Apia, 2011-12-26T10:00:00Z, 2012-01-01T10:00:00Z"
    })
    void aMissingMidnightWithinAWeekShortensIt(String text, ZoneId zone, Instant start, Instant end) {
        assertThat(IsoWeek.parse(text).startsIn(zone)).isEqualTo(start);
        assertThat(IsoWeek.parse(text).endsIn(zone)).isEqualTo(end);
    }

    @Test
    void aMondayWithoutMidnightBeginsWhenItsFirstHourDoes() {
        var tehran = ZoneId.of("Asia/Tehran");
        var week = IsoWeek.parse("2021-W12");

        assertThat(week.startsIn(tehran).atZone(tehran).toLocalDateTime()).isEqualTo("2021-03-22T01:00");
        assertThat(week.previous().endsIn(tehran)).isEqualTo(week.startsIn(tehran));
    }

    @Test
    void aucklandAndLosAngelesDisagreeAboutTheRunningWeek() {
        var moment = Instant.parse("2025-09-28T18:00:00Z");

        assertThat(IsoWeek.running(moment, AUCKLAND)).hasToString("2025-W40");
        assertThat(IsoWeek.running(moment, WARSAW)).hasToString("2025-W39");
        assertThat(IsoWeek.running(moment, LOS_ANGELES)).hasToString("2025-W39");
        assertThat(Maturity.of(IsoWeek.parse("2025-W39"), AUCKLAND, moment)).isEqualTo(Maturity.SETTLING);
        assertThat(Maturity.of(IsoWeek.parse("2025-W39"), LOS_ANGELES, moment)).isEqualTo(Maturity.OPEN);
    }

    @Test
    void theRunningWeekChangesOnTheSecond() {
        var end = IsoWeek.parse("2025-W39").endsIn(WARSAW);

        assertThat(IsoWeek.running(end.minusNanos(1), WARSAW)).hasToString("2025-W39");
        assertThat(IsoWeek.running(end, WARSAW)).hasToString("2025-W40");
    }

    @Test
    void everyWeekOfACenturyIsReadAsItIsWritten() {
        for (var week = IsoWeek.parse("2000-W01"); week.compareTo(IsoWeek.parse("2101-W01")) < 0; week = week.next()) {
            assertThat(IsoWeek.parse(week.toString())).isEqualTo(week);
        }
    }

    @Test
    void weeksOfACenturyAreWrittenInTheirOrder() {
        for (var week = IsoWeek.parse("2000-W01"); week.compareTo(IsoWeek.parse("2101-W01")) < 0; week = week.next()) {
            assertThat(week.toString()).isLessThan(week.next().toString());
        }
    }
}
