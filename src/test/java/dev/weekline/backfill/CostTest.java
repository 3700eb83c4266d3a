package dev.weekline.backfill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weekline.backfill.BackfillRows.Neighbours;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CostTest {

    private final Cost cost = new Cost(6, 14, 27);

    @ParameterizedTest
    @CsvSource({"1, 6, 14", "12, 6, 14", "13, 6, 28", "27, 6, 28", "28, 12, 42", "54, 12, 56"})
    void missingNeighboursAreReadTogether(int weeks, int calls, int units) {
        var run = new Neighbours(true, weeks, 1);

        assertThat(cost.calls(run)).isEqualTo(calls);
        assertThat(cost.units(run)).isEqualTo(units);
    }

    @ParameterizedTest
    @CsvSource({"1, 6, 14", "5, 30, 70"})
    void whatIsRefreshedIsReadAlone(int weeks, int calls, int units) {
        var run = new Neighbours(false, weeks, 1);

        assertThat(cost.calls(run)).isEqualTo(calls);
        assertThat(cost.units(run)).isEqualTo(units);
    }
}
