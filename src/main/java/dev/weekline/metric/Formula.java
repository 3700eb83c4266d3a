package dev.weekline.metric;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.function.Function;

/**
 * One figure divided by another, times a factor.
 *
 * @param numerator what is divided
 * @param denominator what it is divided by; where it is zero or absent there is no result
 * @param factor what the quotient is multiplied with
 */
public record Formula(Metric numerator, Metric denominator, int factor) {

    /** Decimals of a computed figure. */
    public static final int SCALE = 6;

    static Formula ratio(Metric numerator, Metric denominator) {
        return new Formula(numerator, denominator, 1);
    }

    Formula times(int factor) {
        return new Formula(numerator, denominator, factor);
    }

    /** The result, to six decimals, half up; empty where an input is absent or the denominator is zero. */
    Optional<BigDecimal> apply(Function<Metric, Optional<BigDecimal>> figures) {
        return figures.apply(denominator)
                .filter(below -> below.signum() != 0)
                .flatMap(below -> figures.apply(numerator)
                        .map(above ->
                                above.multiply(BigDecimal.valueOf(factor)).divide(below, SCALE, RoundingMode.HALF_UP)));
    }

    /** The formula as a reader would write it, for example {@code clicks / impressions * 100}. */
    @Override
    public String toString() {
        var quotient = numerator.word() + " / " + denominator.word();
        return factor == 1 ? quotient : quotient + " * " + factor;
    }
}
