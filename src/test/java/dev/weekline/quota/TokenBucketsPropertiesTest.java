package dev.weekline.quota;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weekline.account.AccountId;
import dev.weekline.quota.Permit.Denied;
import dev.weekline.quota.Permit.Granted;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** What holds of every sequence of calls and pauses. */
class TokenBucketsPropertiesTest {

    private static final int UNITS_OF_A_CALL = 20;

    @Property(tries = 300)
    void noSpanOfTimeSeesMoreThanABurstAndWhatCameBackInIt(
            @ForAll("settings") QuotaSettings settings, @ForAll("days") List<Step> day) {
        var grants = live(settings, settings, day, Set.of()).grants;

        for (var first = 0; first < grants.size(); first++) {
            var units = 0;
            for (var grant : grants.subList(first, grants.size())) {
                units += grant.units;
                assertWithin(settings, units, grant.at.minus(grants.get(first).at));
            }
        }
    }

    @Property(tries = 300)
    void neitherTheAppNorAnAccountEverGetsMoreThanItsOwnBudget(
            @ForAll("settings") QuotaSettings app,
            @ForAll("settings") QuotaSettings account,
            @ForAll("days") List<Step> day) {
        var grants = live(app, account, day, Set.of()).grants;

        assertNeverMoreThan(app, grants);
        for (var one : grants.stream().map(Grant::account).distinct().toList()) {
            assertNeverMoreThan(
                    account,
                    grants.stream().filter(grant -> grant.account.equals(one)).toList());
        }
    }

    @Property(tries = 300)
    void turnsComeInTheOrderOfAsking(@ForAll("settings") QuotaSettings settings, @ForAll("days") List<Step> day) {
        assertThat(live(settings, settings, day, Set.of()).grants)
                .extracting(Grant::step)
                .isSorted();
    }

    @Property(tries = 300)
    void whatWasDeniedChangesNothingForTheOthers(
            @ForAll("settings") QuotaSettings app,
            @ForAll("settings") QuotaSettings account,
            @ForAll("days") List<Step> day) {
        var whole = live(app, account, day, Set.of());

        assertThat(live(app, account, day, whole.denied).grants).isEqualTo(whole.grants);
    }

    @Provide
    Arbitrary<QuotaSettings> settings() {
        return Combinators.combine(
                        Arbitraries.integers().between(1, 2000),
                        Arbitraries.integers().between(UNITS_OF_A_CALL, 300))
                .as((unitsPerHour, burst) -> new QuotaSettings(unitsPerHour, burst, 40));
    }

    @Provide
    Arbitrary<List<Step>> days() {
        var accounts = Arbitraries.of("act_1", "act_2", "act_3").map(AccountId::new);
        var calls = Combinators.combine(
                        accounts,
                        Arbitraries.integers().between(1, UNITS_OF_A_CALL),
                        Arbitraries.longs().between(0, 7200).map(Duration::ofSeconds))
                .<Step>as(Call::new);
        var pauses = Arbitraries.longs()
                .between(0, Duration.ofMinutes(40).toNanos())
                .<Step>map(nanos -> new Pause(Duration.ofNanos(nanos)));
        return Arbitraries.frequencyOf(Tuple.of(4, calls), Tuple.of(1, pauses))
                .list()
                .ofMaxSize(80);
    }

    private static Day live(QuotaSettings app, QuotaSettings account, List<Step> steps, Set<Integer> without) {
        var time = new VirtualTime();
        var quota = new TokenBuckets(app, account, new OwnBuckets(new ServiceTime(time)), time, time.timer());
        var day = new Day(new ArrayList<>(), new TreeSet<>());
        for (var i = 0; i < steps.size(); i++) {
            var step = i;
            switch (steps.get(i)) {
                case Pause(var duration) -> time.pass(duration);
                case Call _ when without.contains(step) -> {}
                case Call(var who, var units, var patience) ->
                    quota.take(who, Work.INTERACTIVE, units, patience).subscribe(permit -> {
                        switch (permit) {
                            case Granted _ -> day.grants.add(new Grant(step, who, units, time.passed()));
                            case Denied _ -> day.denied.add(step);
                        }
                    });
            }
        }
        time.pass(Duration.ofHours(3));
        return day;
    }

    private static void assertNeverMoreThan(QuotaSettings settings, List<Grant> grants) {
        var units = 0;
        for (var grant : grants) {
            units += grant.units;
            assertWithin(settings, units, grant.at);
        }
    }

    private static void assertWithin(QuotaSettings settings, int units, Duration span) {
        var beyondBurst = BigInteger.valueOf(units - settings.burst()).multiply(nanos(Duration.ofHours(1)));
        assertThat(beyondBurst)
                .as("%d units within %s under %s", units, span, settings)
                .isLessThanOrEqualTo(nanos(span.plusNanos(2)).multiply(BigInteger.valueOf(settings.unitsPerHour())));
    }

    private static BigInteger nanos(Duration duration) {
        return BigInteger.valueOf(duration.toNanos());
    }

    sealed interface Step {}

    record Call(AccountId account, int units, Duration patience) implements Step {}

    record Pause(Duration duration) implements Step {}

    record Grant(int step, AccountId account, int units, Duration at) {}

    record Day(List<Grant> grants, Set<Integer> denied) {}
}
