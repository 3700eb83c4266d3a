package dev.weekline.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KpiTargetsTest {

    private static final Optional<BigDecimal> NONE = Optional.empty();

    @ParameterizedTest
    @CsvSource({
        "LEAD, COST_PER_LEAD",
        "PURCHASE, COST_PER_PURCHASE",
        "REGISTRATION, COST_PER_REGISTRATION",
    })
    void theCostOfAnActionIsThatOfThePrimaryEvent(BusinessEvent primary, Metric metric) {
        var targets = new KpiTargets(Optional.of(primary), NONE, target("3"), NONE);

        assertThat(targets.kpis())
                .containsExactly(new Kpi("costPerAction", metric, new BigDecimal("3"), Kpi.Aim.BELOW));
    }

    @Test
    void theCostOfAnActionNeedsAPrimaryEvent() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new KpiTargets(Optional.empty(), NONE, target("3"), NONE));
    }

    @ParameterizedTest
    @CsvSource({"0", "0.00", "-0.01"})
    void aTargetIsAboveZero(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new KpiTargets(Optional.empty(), target(text), NONE, NONE));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new KpiTargets(Optional.empty(), NONE, NONE, target(text)));
    }

    @ParameterizedTest
    @CsvSource({
        "BELOW, 29.999999, true, -0.000001, 0.000000",
        "BELOW, 30.000000, true,  0.000000, 0.000000",
        "BELOW, 30.000001, false, 0.000001, 0.000000",
        "ABOVE, 29.999999, false, -0.000001, 0.000000",
        "ABOVE, 30.000000, true,  0.000000, 0.000000",
        "ABOVE, 45.000000, true, 15.000000, 0.500000",
    })
    void aCostShouldBeBelowItsTargetAndAReturnAboveIt(
            Kpi.Aim aim, BigDecimal value, boolean onTrack, BigDecimal absolute, BigDecimal relative) {
        var kpi = new Kpi("roas", Metric.ROAS, new BigDecimal("30"), aim);

        assertThat(kpi.isOnTrack(value)).isEqualTo(onTrack);
        assertThat(kpi.distance(value).absolute()).isEqualByComparingTo(absolute);
        assertThat(kpi.distance(value).relative().orElseThrow()).isEqualByComparingTo(relative);
    }

    private static Optional<BigDecimal> target(String text) {
        return Optional.of(new BigDecimal(text));
    }
}
