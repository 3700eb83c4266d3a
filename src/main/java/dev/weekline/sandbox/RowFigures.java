package dev.weekline.sandbox;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.function.Function;

/** The figures of a row as Meta computes them, from exact inputs to six decimals; empty for what Meta leaves out. */
final class RowFigures {

    private static final int DECIMALS = 6;

    private RowFigures() {}

    static Optional<BigDecimal> spend(Row row) {
        return Optional.of(row.coin().major(row.tally().of(Measure.SPEND)));
    }

    static Optional<BigDecimal> impressions(Row row) {
        return Optional.of(BigDecimal.valueOf(row.tally().impressions()));
    }

    static Optional<BigDecimal> reach(Row row) {
        return row.reach().flatMap(RowFigures::unlessZero);
    }

    /** No click is worth a zero, unless nothing was shown at all. */
    static Optional<BigDecimal> clicks(Row row) {
        return impressions(row)
                .filter(shown -> shown.signum() != 0)
                .map(_ -> BigDecimal.valueOf(row.tally().clicks()));
    }

    static Optional<BigDecimal> linkClicks(Row row) {
        return unlessZero(row.tally().linkClicks());
    }

    /** Some people click twice. */
    static Optional<BigDecimal> uniqueClicks(Row row) {
        return row.reach()
                .filter(reach -> reach > 0)
                .flatMap(reach -> unlessZero(Reach.of(row.tally().clicks(), reach)));
    }

    static Optional<BigDecimal> count(ActionType type, Row row) {
        return type.count(row.tally()).map(BigDecimal::valueOf);
    }

    static Optional<BigDecimal> worth(ActionType type, Row row) {
        return type.worth(row.tally()).map(row.coin()::major);
    }

    static Optional<BigDecimal> cost(ActionType type, Row row) {
        return ratio(spend(row), count(type, row), 1);
    }

    static Optional<BigDecimal> returned(ActionType type, Row row) {
        return ratio(worth(type, row), spend(row), 1);
    }

    /** One figure over another, times a factor. */
    static Function<Row, Optional<BigDecimal>> ratio(
            Function<Row, Optional<BigDecimal>> above, Function<Row, Optional<BigDecimal>> below, int factor) {
        return row -> ratio(above.apply(row), below.apply(row), factor);
    }

    private static Optional<BigDecimal> ratio(Optional<BigDecimal> above, Optional<BigDecimal> below, int factor) {
        return below.filter(under -> under.signum() != 0)
                .flatMap(under -> above.map(over ->
                        over.multiply(BigDecimal.valueOf(factor)).divide(under, DECIMALS, RoundingMode.HALF_UP)));
    }

    private static Optional<BigDecimal> unlessZero(long count) {
        return count == 0 ? Optional.empty() : Optional.of(BigDecimal.valueOf(count));
    }
}
