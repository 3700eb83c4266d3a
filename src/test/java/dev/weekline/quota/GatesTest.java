package dev.weekline.quota;

import static dev.weekline.quota.Work.BACKGROUND;
import static dev.weekline.quota.Work.INTERACTIVE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.weekline.account.AccountId;
import dev.weekline.quota.CallQuota.Reached;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GatesTest {

    private static final AccountId ONE = new AccountId("act_1");
    private static final AccountId OTHER = new AccountId("act_2");

    private final VirtualTime time = new VirtualTime();
    private final Gates gates = new Gates(GateSettings.defaults(), time);

    @ParameterizedTest
    @CsvSource({
        "APP, 80",
        "APP_INSIGHTS, 80",
        "ACCOUNT, 70",
        "ACCOUNT_INSIGHTS, 60",
        "USE_CASE, 60",
    })
    void backgroundWorkStopsFirstAndInteractiveWorkAtNinety(Pool pool, double background) {
        used(pool, background - 0.01);
        assertThat(find(ONE, BACKGROUND)).isEmpty();

        used(pool, background);
        assertThat(find(ONE, BACKGROUND))
                .hasValueSatisfying(closed -> assertThat(closed.gate()).isEqualTo(pool.gate()));
        used(pool, 89.99);
        assertThat(find(ONE, INTERACTIVE)).isEmpty();

        used(pool, 90);
        assertThat(find(ONE, INTERACTIVE)).isPresent();
        assertThat(find(OTHER, INTERACTIVE).isPresent()).isEqualTo(pool.gate() == Gate.APP);
    }

    @Test
    void aLowerPercentOpensAtOnceWhatAHigherOneHasClosed() {
        used(Pool.ACCOUNT, 95);
        used(Pool.ACCOUNT, 75);
        assertThat(find(ONE, INTERACTIVE)).isEmpty();
        assertThat(find(ONE, BACKGROUND)).isPresent();

        used(Pool.ACCOUNT, 10);
        assertThat(find(ONE, BACKGROUND)).isEmpty();
    }

    @Test
    void whatIsNotToldOfStaysAsItIs() {
        used(Pool.APP_INSIGHTS, 95);
        used(Pool.APP, 1);
        gates.told(ONE, UsageReading.SILENT, Optional.empty(), time.instant());

        assertThat(find(OTHER, INTERACTIVE)).isPresent();
    }

    @Test
    void withoutATimeAGateOpensWhenThePercentCouldHaveFallenFarEnough() {
        used(Pool.USE_CASE, 100);

        assertThat(opensIn(INTERACTIVE)).isEqualTo(Duration.ofMinutes(6));
        assertThat(opensIn(BACKGROUND)).isEqualTo(Duration.ofMinutes(24));
    }

    @Test
    void aGateIsClosedForAWhileAtLeast() {
        used(Pool.USE_CASE, 90);

        assertThat(opensIn(INTERACTIVE)).isEqualTo(Duration.ofMinutes(2));
    }

    @Test
    void theResetOfAnAccountIsObeyedToTheSecond() {
        told(new UsageReading(
                Map.of(Pool.ACCOUNT, 92.0), Optional.empty(), Optional.of(Duration.ofSeconds(1234)), Optional.empty()));
        used(Pool.ACCOUNT, 1);

        time.pass(Duration.ofSeconds(1234).minusNanos(1));
        assertThat(find(ONE, INTERACTIVE)).isPresent();
        time.pass(Duration.ofNanos(1));
        assertThat(find(ONE, INTERACTIVE)).isEmpty();
    }

    @Test
    void aResetOfAnAccountThatHasPlentyLeftClosesNothing() {
        told(new UsageReading(
                Map.of(Pool.ACCOUNT, 12.0), Optional.empty(), Optional.of(Duration.ofHours(1)), Optional.empty()));

        assertThat(find(ONE, BACKGROUND)).isEmpty();
    }

    @Test
    void aTimeToRegainAccessClosesWhateverThePercentsSay() {
        told(new UsageReading(
                Map.of(Pool.USE_CASE, 0.0), Optional.of(Duration.ofMinutes(3)), Optional.empty(), Optional.empty()));

        assertThat(opensIn(INTERACTIVE)).isEqualTo(Duration.ofMinutes(3));
        assertThat(find(OTHER, INTERACTIVE)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"APP, true", "ACCOUNT, false", "USE_CASE, false"})
    void aRefusalClosesTheRightGateEvenWhenTheHeadersLookHarmless(Gate gate, boolean everybody) {
        reached(gate, Duration.ofMinutes(5));

        assertThat(find(ONE, INTERACTIVE)).hasValueSatisfying(closed -> {
            assertThat(closed.gate()).isEqualTo(gate);
            assertThat(closed.opens()).isEqualTo(time.instant().plus(Duration.ofMinutes(5)));
        });
        assertThat(find(OTHER, BACKGROUND).isPresent()).isEqualTo(everybody);
    }

    @Test
    void ourOwnBudgetClosesNoGateOfMeta() {
        reached(Gate.OURS, Duration.ofMinutes(5));

        assertThat(find(ONE, BACKGROUND)).isEmpty();
    }

    @Test
    void laterNewsNeverShortensWhatARefusalClosed() {
        reached(Gate.USE_CASE, Duration.ofMinutes(30));
        reached(Gate.USE_CASE, Duration.ofMinutes(1));
        used(Pool.USE_CASE, 0);
        used(Pool.ACCOUNT_INSIGHTS, 0);

        assertThat(opensIn(INTERACTIVE)).isEqualTo(Duration.ofMinutes(30));
    }

    @Test
    void theRateReturnsInSteps() {
        assertThat(rate(INTERACTIVE)).isEqualTo(1);
        reached(Gate.ACCOUNT, Duration.ofMinutes(5));
        assertThat(rate(INTERACTIVE)).isZero();

        time.pass(Duration.ofMinutes(5));
        assertThat(rate(INTERACTIVE)).isEqualTo(0.25);
        time.pass(Duration.ofMinutes(2));
        assertThat(rate(INTERACTIVE)).isEqualTo(0.5);
        time.pass(Duration.ofMinutes(2));
        assertThat(rate(INTERACTIVE)).isEqualTo(1);
    }

    @Test
    void theRateOfBackgroundWorkReturnsByItself() {
        used(Pool.APP, 85);
        used(Pool.APP, 10);

        assertThat(rate(BACKGROUND)).isEqualTo(0.25);
        assertThat(gates.rateOfAccount(ONE, BACKGROUND, time.instant())).isEqualTo(1);
        assertThat(rate(INTERACTIVE)).isEqualTo(1);
    }

    @Test
    void theStateShowsWhatIsClosedAndWhatMetaSaidLast() {
        used(Pool.APP, 85);
        reached(Gate.ACCOUNT, Duration.ofMinutes(20));
        time.pass(Duration.ofMinutes(1));

        var state = gates.state(time.instant());

        assertThat(state.closed())
                .extracting(
                        GateState.Shut::account,
                        GateState.Shut::work,
                        shut -> shut.closed().gate())
                .containsExactlyInAnyOrder(
                        tuple(Optional.empty(), BACKGROUND, Gate.APP),
                        tuple(Optional.of(ONE), INTERACTIVE, Gate.ACCOUNT));
        assertThat(state.told()).singleElement().satisfies(told -> {
            assertThat(told.account()).isEqualTo(ONE);
            assertThat(told.age()).isEqualTo(Duration.ofMinutes(1));
            assertThat(told.reading().app()).hasValue(85);
        });
    }

    @Test
    void whatIsLongOverIsForgotten() {
        used(Pool.ACCOUNT, 95);
        time.pass(Duration.ofHours(3));

        assertThat(gates.state(time.instant())).isEqualTo(new GateState(List.of(), List.of()));
    }

    private Duration opensIn(Work work) {
        var now = time.instant();
        return Duration.between(now, find(ONE, work).orElseThrow().opens());
    }

    private Optional<Closed> find(AccountId account, Work work) {
        return gates.find(account, work, time.instant());
    }

    private double rate(Work work) {
        var now = time.instant();
        return Math.min(gates.rateOfAccount(ONE, work, now), gates.rateOfApp(work, now));
    }

    private void used(Pool pool, double percent) {
        told(new UsageReading(Map.of(pool, percent), Optional.empty(), Optional.empty(), Optional.empty()));
    }

    private void told(UsageReading reading) {
        gates.told(ONE, reading, Optional.empty(), time.instant());
    }

    private void reached(Gate gate, Duration pause) {
        gates.told(ONE, UsageReading.SILENT, Optional.of(new Reached(gate, pause)), time.instant());
    }
}
