package dev.weekline.week;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds of everything that was ever fetched. */
class FreshnessPropertiesTest {

    @Property
    void nothingIsStaleBeforeItWasFetched(
            @ForAll("weeks") IsoWeek week, @ForAll("zones") ZoneId zone, @ForAll("spans") Duration sinceItsEnd) {
        var fetchedAt = week.endsIn(zone).plus(sinceItsEnd);

        assertThat(Freshness.DEFAULT.freshUntil(week, zone, fetchedAt)).isAfter(fetchedAt);
    }

    @Property
    void exactlyWhatWasFetchedFinalIsNeverAskedAgain(
            @ForAll("weeks") IsoWeek week, @ForAll("zones") ZoneId zone, @ForAll("spans") Duration sinceItsEnd) {
        var fetchedAt = week.endsIn(zone).plus(sinceItsEnd);

        assertThat(Freshness.DEFAULT.freshUntil(week, zone, fetchedAt).equals(Instant.MAX))
                .isEqualTo(Maturity.of(week, zone, fetchedAt) == Maturity.FINAL);
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
