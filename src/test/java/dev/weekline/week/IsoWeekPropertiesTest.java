package dev.weekline.week;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds of every week, date and zone. */
class IsoWeekPropertiesTest {

    private static final IsoWeek FIRST = IsoWeek.parse("2000-W01");
    private static final IsoWeek LAST = IsoWeek.parse("2100-W52");

    @Property
    void nextAndPreviousUndoEachOther(@ForAll("weeks") IsoWeek week) {
        assertThat(week.next().previous()).isEqualTo(week);
        assertThat(week.previous().next()).isEqualTo(week);
    }

    @Property
    void aDateLiesInItsWeekAndInNoOther(@ForAll("dates") LocalDate date) {
        var week = IsoWeek.containing(date);

        assertThat(date).isBetween(week.monday(), week.sunday());
        assertThat(week.monday().getDayOfWeek()).isEqualTo(DayOfWeek.MONDAY);
        assertThat(date).isAfter(week.previous().sunday()).isBefore(week.next().monday());
    }

    @Property
    void goingAsFarAsCountedArrives(@ForAll("weeks") IsoWeek from, @ForAll("weeks") IsoWeek to) {
        assertThat(from.plus(from.until(to))).isEqualTo(to);
        assertThat(from.until(to)).isEqualTo(-to.until(from));
        assertThat(Long.signum(from.until(to))).isEqualTo(-Integer.signum(from.compareTo(to)));
    }

    @Property(tries = 3_000)
    void weeksTileTimeInAnyZone(@ForAll("weeks") IsoWeek week, @ForAll("zones") ZoneId zone) {
        assertThat(week.endsIn(zone)).isEqualTo(week.next().startsIn(zone));
        assertThat(week.startsIn(zone)).isBefore(week.endsIn(zone));
    }

    @Property(tries = 3_000)
    void theRunningWeekHoldsTheMoment(@ForAll("moments") Instant moment, @ForAll("zones") ZoneId zone) {
        var week = IsoWeek.running(moment, zone);

        assertThat(moment).isAfterOrEqualTo(week.startsIn(zone)).isBefore(week.endsIn(zone));
    }

    @Provide
    Arbitrary<IsoWeek> weeks() {
        return Weeks.any();
    }

    @Provide
    Arbitrary<LocalDate> dates() {
        return Arbitraries.longs()
                .between(FIRST.monday().toEpochDay(), LAST.sunday().toEpochDay())
                .map(LocalDate::ofEpochDay);
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
