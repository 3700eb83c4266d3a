package dev.weekline.quota;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weekline.account.AccountId;
import dev.weekline.quota.Level.Kept;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

class LineTest {

    private static final AccountId ACCOUNT = new AccountId("act_1");
    private static final Duration SOON = Duration.ofMinutes(2);

    private final VirtualTime time = new VirtualTime();
    private final Lines lines = new Lines(time, time.timer());
    private final Line line = lines.of(ACCOUNT);
    private final List<String> served = new ArrayList<>();

    @Test
    void whoIsExpectedAtOnceComesForwardAtOnce() {
        pass("one", false, Duration.ZERO);

        assertThat(served).containsExactly("one");
        assertThat(line.isWaiting()).isFalse();
    }

    @Test
    void whoIsNewWaitsForItsTime() {
        pass("one", false, SOON);
        time.pass(SOON.minusNanos(1));
        assertThat(served).isEmpty();
        assertThat(lines.isWaiting(ACCOUNT)).isTrue();

        time.pass(Duration.ofNanos(1));
        assertThat(served).containsExactly("one");
    }

    @Test
    void whoWasPromisedPassesWhoIsNewAndTheNewComeInTheOrderOfAsking() {
        pass("first", false, SOON);
        pass("second", false, Duration.ZERO);
        pass("returned", true, SOON);
        assertThat(served).containsExactly("returned");

        time.pass(SOON);
        assertThat(served).containsExactly("returned", "first", "second");
    }

    @Test
    void noMoreThanAWeekOfCallsIsAtTheCounterAndWhoLeavesMakesRoom() {
        var held = Sinks.<String>one();
        var first = line.pass(3, false, Duration.ZERO, held.asMono()).subscribe();
        for (var call = 1; call < 6; call++) {
            line.pass(1, false, Duration.ZERO, held.asMono()).subscribe();
        }
        pass("seventh", false, Duration.ZERO);
        assertThat(line.ahead(false, true)).isEqualTo(new Line.Ahead(9, 8, List.of()));
        assertThat(served).isEmpty();

        first.dispose();
        assertThat(served).containsExactly("seventh");
        assertThat(line.ahead(false, true)).isEqualTo(new Line.Ahead(5, 5, List.of()));
    }

    @Test
    void whatIsPromisedForOneSubjectIsKeptTillTheLatestOfItAndRedeemedOnce() {
        line.promise(Duration.ofMinutes(10), call("totals", 1));
        line.promise(Duration.ofMinutes(12), call("daily", 5));

        var due = Duration.ofMinutes(12).toMillis();
        assertThat(line.ahead(false, false).kept()).containsExactly(new Kept(due, 1), new Kept(due, 5));
        assertThat(line.ahead(true, false).kept()).isEmpty();
        assertThat(line.redeem(call("totals", 1))).isFalse();

        time.pass(Duration.ofMinutes(12));
        assertThat(line.redeem(call("totals", 1))).isTrue();
        assertThat(line.redeem(call("totals", 1))).isFalse();
    }

    @Test
    void aPromiseHoldsForWhoIsToldLateAndNotForEver() {
        line.promise(SOON, call("totals", 1));
        line.promise(SOON, new PlannedCall(ACCOUNT, "daily", new Purpose(Work.INTERACTIVE, "missing"), 5, "other"));

        time.pass(SOON.plus(Duration.ofMinutes(10)));
        line.ahead(false, false);
        assertThat(line.redeem(call("totals", 1))).isTrue();

        time.pass(Duration.ofMinutes(5));
        assertThat(line.ahead(false, false).kept()).isEmpty();
    }

    @Test
    void theLinesOfOtherAccountsCountAtTheBucketOfTheApp() {
        var settings = GateSettings.defaults();
        var hour = new HourAhead(settings, new Spent());
        lines.of(new AccountId("act_2")).promise(SOON, call("daily", 5));
        var own = new Level(10, 60, HourAhead.Room.ENDLESS, 0);

        assertThat(lines.waitFor(ACCOUNT, 3, false, Duration.ZERO, own, own, hour))
                .isZero();
        assertThat(lines.waitFor(ACCOUNT, 8, false, Duration.ZERO, own, own, hour))
                .isEqualTo(Duration.ofMinutes(3));
        assertThat(lines.waitFor(ACCOUNT, 8, true, Duration.ZERO, own, own, hour))
                .isZero();
        assertThat(lines.waitFor(ACCOUNT, 1, false, Duration.ofMinutes(9), own, own, hour))
                .isEqualTo(Duration.ofMinutes(9));
    }

    private void pass(String who, boolean hasReturned, Duration expected) {
        line.pass(1, hasReturned, expected, Mono.fromSupplier(() -> who)).subscribe(served::add);
    }

    private static PlannedCall call(String section, int units) {
        return new PlannedCall(ACCOUNT, section, new Purpose(Work.INTERACTIVE, "missing"), units, "week");
    }
}
