package dev.weekline.week;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/** Weeks, zones and moments to claim something of. */
final class Weeks {

    private static final IsoWeek FIRST = IsoWeek.parse("2000-W01");
    private static final int MANY = 5_000;

    private Weeks() {}

    static Arbitrary<IsoWeek> any() {
        return Arbitraries.integers().between(0, MANY).map(FIRST::plus);
    }

    /** Every zone there is, the oddest ones more often. */
    static Arbitrary<ZoneId> zones() {
        var odd = Arbitraries.of(
                "Europe/Warsaw",
                "America/Los_Angeles",
                "Pacific/Auckland",
                "America/Sao_Paulo",
                "Africa/Cairo",
                "Africa/Casablanca",
                "Asia/Beirut",
                "Asia/Tehran",
                "Asia/Gaza",
                "Asia/Kathmandu",
                "America/Havana",
                "Australia/Lord_Howe",
                "Pacific/Apia",
                "Pacific/Chatham",
                "Pacific/Kiritimati",
                "Antarctica/Troll");
        var all = Arbitraries.of(ZoneId.getAvailableZoneIds().stream().sorted().toList());
        return Arbitraries.oneOf(odd, all).map(ZoneId::of);
    }

    static Arbitrary<Instant> moments() {
        var utc = ZoneId.of("UTC");
        return Arbitraries.longs()
                .between(
                        FIRST.startsIn(utc).getEpochSecond(),
                        FIRST.plus(MANY).startsIn(utc).getEpochSecond())
                .map(Instant::ofEpochSecond);
    }

    /** How long after the end of a week something happens: from its beginning until it has long been final. */
    static Arbitrary<Duration> sinceItsEnd() {
        return Arbitraries.longs()
                .between(-Duration.ofDays(8).toSeconds(), Duration.ofDays(40).toSeconds())
                .map(Duration::ofSeconds);
    }
}
