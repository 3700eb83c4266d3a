package dev.weekline.week;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds of the edge of what Meta keeps, at every moment. */
class RetentionPropertiesTest {

    @Property
    void theEarliestWeekIsWithinMetasWindowAndNoMoreThanEightDaysInside(
            @ForAll("moments") Instant now, @ForAll("zones") ZoneId zone) {
        var edge = now.atZone(zone).toLocalDate().minusMonths(37);
        var earliest = Retention.earliest(now, zone);

        assertThat(earliest.monday()).isBetween(edge.plusDays(2), edge.plusDays(8));
    }

    @Property
    void theEarliestWeekNeverGoesBack(
            @ForAll("moments") Instant one, @ForAll("moments") Instant another, @ForAll("zones") ZoneId zone) {
        var earlier = one.isBefore(another) ? one : another;
        var later = one.isBefore(another) ? another : one;

        assertThat(Retention.earliest(later, zone)).isGreaterThanOrEqualTo(Retention.earliest(earlier, zone));
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
