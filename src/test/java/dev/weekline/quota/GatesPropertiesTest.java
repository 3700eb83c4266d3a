package dev.weekline.quota;

import static dev.weekline.quota.Work.BACKGROUND;
import static dev.weekline.quota.Work.INTERACTIVE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weekline.account.AccountId;
import dev.weekline.quota.CallQuota.Reached;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;

/** What holds whatever Meta says, in whatever order. */
class GatesPropertiesTest {

    private static final AccountId ACCOUNT = new AccountId("act_1");

    @Property(tries = 500)
    void noCallPassesBeforeAMomentThatMetaHasNamed(@ForAll("days") List<News> day) {
        var time = new VirtualTime();
        var gates = new Gates(GateSettings.defaults(), time);
        var earliest = Instant.MIN;

        for (var news : day) {
            time.pass(news.after);
            var now = time.instant();
            assertThat(gates.find(ACCOUNT, INTERACTIVE, now).isPresent() || !now.isBefore(earliest))
                    .isTrue();
            gates.told(ACCOUNT, news.reading, news.reached, now);
            earliest = latest(earliest, now, news);
            if (now.isBefore(earliest)) {
                var last = earliest.minusNanos(1);
                assertThat(gates.find(ACCOUNT, INTERACTIVE, last)).isPresent();
                assertThat(rate(gates, INTERACTIVE, last)).isZero();
            }
        }
    }

    @Property(tries = 500)
    void backgroundWorkNeverPassesWhereInteractiveWorkDoesNot(@ForAll("days") List<News> day) {
        var time = new VirtualTime();
        var gates = new Gates(GateSettings.defaults(), time);

        for (var news : day) {
            time.pass(news.after);
            gates.told(ACCOUNT, news.reading, news.reached, time.instant());
            for (var minute = 0; minute < 90; minute += 3) {
                var at = time.instant().plus(Duration.ofMinutes(minute));
                var interactive =
                        gates.find(ACCOUNT, INTERACTIVE, at).map(Closed::opens).orElse(at);
                var background =
                        gates.find(ACCOUNT, BACKGROUND, at).map(Closed::opens).orElse(at);
                assertThat(background).isAfterOrEqualTo(interactive);
                assertThat(rate(gates, BACKGROUND, at)).isLessThanOrEqualTo(rate(gates, INTERACTIVE, at));
            }
        }
    }

    @Property
    void aHigherPercentNeverOpensEarlier(
            @ForAll Pool pool,
            @ForAll Work work,
            @ForAll @DoubleRange(max = 200) double one,
            @ForAll @DoubleRange(max = 200) double other,
            @ForAll("times") Optional<Duration> reset) {
        assertThat(opensAt(pool, work, Math.max(one, other), reset))
                .isAfterOrEqualTo(opensAt(pool, work, Math.min(one, other), reset));
    }

    @Property(tries = 500)
    void aGateThatOpensByItselfStaysOpenAndItsRateOnlyGrows(@ForAll("days") List<News> day, @ForAll Work work) {
        var time = new VirtualTime();
        var gates = new Gates(GateSettings.defaults(), time);
        for (var news : day) {
            time.pass(news.after);
            gates.told(ACCOUNT, news.reading, news.reached, time.instant());
        }

        var before = 0.0;
        for (var second = 0; second < 9_000; second += 30) {
            var at = time.instant().plusSeconds(second);
            var rate = rate(gates, work, at);
            assertThat(rate).isGreaterThanOrEqualTo(before);
            assertThat(rate > 0).isEqualTo(gates.find(ACCOUNT, work, at).isEmpty());
            before = rate;
        }
        assertThat(before).isEqualTo(1);
    }

    private static double rate(Gates gates, Work work, Instant at) {
        return Math.min(gates.rateOfAccount(ACCOUNT, work, at), gates.rateOfApp(work, at));
    }

    private static Instant opensAt(Pool pool, Work work, double percent, Optional<Duration> reset) {
        var time = new VirtualTime();
        var gates = new Gates(GateSettings.defaults(), time);
        var reading = new UsageReading(Map.of(pool, percent), Optional.empty(), reset, Optional.empty());
        gates.told(ACCOUNT, reading, Optional.empty(), time.instant());
        return gates.find(ACCOUNT, work, time.instant()).map(Closed::opens).orElseGet(time::instant);
    }

    private static Instant latest(Instant earliest, Instant now, News news) {
        var regained = news.reading.regain().map(now::plus).orElse(Instant.MIN);
        var lifted = news.reached.map(reached -> now.plus(reached.pause())).orElse(Instant.MIN);
        var later = regained.isAfter(lifted) ? regained : lifted;
        return later.isAfter(earliest) ? later : earliest;
    }

    @Provide
    Arbitrary<List<News>> days() {
        var percents = Arbitraries.maps(
                        Arbitraries.of(Pool.class), Arbitraries.doubles().between(0, 130))
                .ofMaxSize(5);
        var readings = Combinators.combine(percents, times(), times())
                .as((used, regain, reset) -> new UsageReading(used, regain, reset, Optional.empty()));
        var reached = Combinators.combine(
                        Arbitraries.of(Gate.APP, Gate.ACCOUNT, Gate.USE_CASE),
                        Arbitraries.integers().between(1, 4_000))
                .as((gate, seconds) -> new Reached(gate, Duration.ofSeconds(seconds)))
                .optional(0.2);
        return Combinators.combine(Arbitraries.integers().between(0, 1_200).map(Duration::ofSeconds), readings, reached)
                .as(News::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(20);
    }

    @Provide
    Arbitrary<Optional<Duration>> times() {
        return Arbitraries.integers().between(1, 4_000).map(Duration::ofSeconds).optional(0.3);
    }

    /** What Meta says some time after it spoke last. */
    record News(Duration after, UsageReading reading, Optional<Reached> reached) {}
}
