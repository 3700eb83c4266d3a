package dev.weekline.week;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The less of the quota is left, the longer what is stored stays fresh. */
class StretchTest {

    @ParameterizedTest
    @CsvSource({
        "7, 1",
        "1, 1",
        "0.5, 1",
        "0.41666667, 1.414214",
        "0.33333333, 2",
        "0.25, 2.828427",
        "0.16666667, 4",
        "0, 8",
        "-3, 8"
    })
    void itDoublesWithEachSixthBelowOneHalf(double left, double factor) {
        assertThat(Stretch.ofLeft(left).factor()).isCloseTo(factor, within(0.00001));
    }

    @Property
    void itHasNoStepsAndNeverFallsAsTheQuotaDoes(@ForAll @DoubleRange(min = 0, max = 1) double left) {
        var here = Stretch.ofLeft(left).factor();
        var less = Stretch.ofLeft(left - 0.001).factor();

        assertThat(less).isBetween(here, here * 1.005);
    }

    @Test
    void itIsWorthAWordWhenItCanBeSeen() {
        assertThat(new Stretch(1.01).isTelling()).isFalse();
        assertThat(new Stretch(1.02).isTelling()).isTrue();
    }

    @Test
    void itIsNeitherLessThanOnceNorMoreThanEightfold() {
        assertThatThrownBy(() -> new Stretch(0.99)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Stretch(8.01)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Stretch(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
    }
}
