package dev.weekline.week;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaturityTest {

    private static final ZoneId WARSAW = ZoneId.of("Europe/Warsaw");
    private static final IsoWeek WEEK = IsoWeek.parse("2025-W39");

    @ParameterizedTest
    @CsvSource({
        "2025-09-20T00:00:00Z, OPEN",
        "2025-09-28T21:59:59.999Z, OPEN",
        "2025-09-28T22:00:00Z, SETTLING",
        "2025-10-26T21:59:59.999Z, SETTLING",
        "2025-10-26T22:00:00Z, FINAL",
        "2030-01-01T00:00:00Z, FINAL"
    })
    void aWeekIsOpenThenSettlesForFourWeeksAndIsFinal(Instant moment, Maturity maturity) {
        assertThat(Maturity.of(WEEK, WARSAW, moment)).isEqualTo(maturity);
    }

    @ParameterizedTest
    @CsvSource({
        "2025-09-25T00:00:00Z, 2025-09-26T00:00:00Z, OPEN",
        "2025-09-25T00:00:00Z, 2025-10-01T00:00:00Z, SETTLING",
        "2025-09-25T00:00:00Z, 2026-10-01T00:00:00Z, SETTLING",
        "2025-10-20T00:00:00Z, 2026-10-01T00:00:00Z, SETTLING",
        "2025-10-27T00:00:00Z, 2026-10-01T00:00:00Z, FINAL"
    })
    void figuresFetchedWhileTheyMovedNeverBecomeFinal(Instant fetchedAt, Instant now, Maturity maturity) {
        assertThat(Maturity.ofFetched(WEEK, WARSAW, fetchedAt, now)).isEqualTo(maturity);
    }

    @Test
    void theApiWritesMaturityInLowerCase() {
        assertThat(Maturity.values()).extracting(Maturity::word).containsExactly("open", "settling", "final");
    }

    @Property
    void maturityNeverGoesBackwards(
            @ForAll("weeks") IsoWeek week,
            @ForAll("zones") ZoneId zone,
            @ForAll("moments") Instant one,
            @ForAll("moments") Instant another) {
        var earlier = one.isBefore(another) ? one : another;
        var later = one.isBefore(another) ? another : one;

        assertThat(Maturity.of(week, zone, later)).isGreaterThanOrEqualTo(Maturity.of(week, zone, earlier));
        assertThat(Maturity.ofFetched(week, zone, earlier, later))
                .isGreaterThanOrEqualTo(Maturity.of(week, zone, earlier));
    }

    @Property
    void nothingFetchedIsCalledMoreSettledThanTheWeekIs(
            @ForAll("weeks") IsoWeek week,
            @ForAll("zones") ZoneId zone,
            @ForAll("moments") Instant fetchedAt,
            @ForAll("moments") Instant now) {
        assertThat(Maturity.ofFetched(week, zone, fetchedAt, now)).isLessThanOrEqualTo(Maturity.of(week, zone, now));
    }

    @Property
    void everyWeekIsSettlingForExactlyFourTimesSevenDays(@ForAll("weeks") IsoWeek week, @ForAll("zones") ZoneId zone) {
        var end = week.endsIn(zone);

        assertThat(Maturity.of(week, zone, end.minusNanos(1))).isEqualTo(Maturity.OPEN);
        assertThat(Maturity.of(week, zone, end)).isEqualTo(Maturity.SETTLING);
        assertThat(Maturity.of(week, zone, end.plus(Duration.ofDays(28)).minusNanos(1)))
                .isEqualTo(Maturity.SETTLING);
        assertThat(Maturity.of(week, zone, end.plus(Duration.ofDays(28)))).isEqualTo(Maturity.FINAL);
    }

    @Provide
    Arbitrary<IsoWeek> weeks() {
        return Weeks.any();
    }

    @Provide
    Arbitrary<ZoneId> zones() {
        return Weeks.zones();
    }

    @Provide
    Arbitrary<Instant> moments() {
        return Weeks.moments();
    }
}
