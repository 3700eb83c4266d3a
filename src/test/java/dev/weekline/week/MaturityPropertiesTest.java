package dev.weekline.week;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.ZoneId;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds of how settled every week is. */
class MaturityPropertiesTest {

    @Property
    void maturityNeverGoesBackwards(
            @ForAll("weeks") IsoWeek week,
            @ForAll("zones") ZoneId zone,
            @ForAll("spans") Duration one,
            @ForAll("spans") Duration another) {
        var earlier = week.endsIn(zone).plus(one.compareTo(another) < 0 ? one : another);
        var later = week.endsIn(zone).plus(one.compareTo(another) < 0 ? another : one);

        assertThat(Maturity.of(week, zone, later)).isGreaterThanOrEqualTo(Maturity.of(week, zone, earlier));
        assertThat(Maturity.ofFetched(week, zone, earlier, later))
                .isBetween(Maturity.of(week, zone, earlier), Maturity.of(week, zone, later));
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
    Arbitrary<Duration> spans() {
        return Weeks.sinceItsEnd();
    }
}
