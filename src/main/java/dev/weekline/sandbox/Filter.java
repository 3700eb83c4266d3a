package dev.weekline.sandbox;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** One condition that rows must meet. */
sealed interface Filter {

    Operator operator();

    /**
     * On what is advertised: {@code campaign.id}, {@code ad.effective_status}.
     *
     * @param level whose attribute it is
     * @param attribute {@code id}, {@code name}, {@code effective_status} or {@code objective}
     */
    record OnObject(Level level, String attribute, Operator operator, List<String> values) implements Filter {

        static final List<String> ATTRIBUTES = List.of("id", "name", "effective_status", "objective");

        /** Also true of what has no such attribute, because it is looked at from too far above. */
        boolean holds(Subject subject, LocalDate today) {
            return told(subject, today)
                    .map(text -> operator.holds(text, values))
                    .orElse(true);
        }

        private Optional<String> told(Subject subject, LocalDate today) {
            return switch (attribute) {
                case "id" -> subject.idAt(level);
                case "name" -> subject.nameAt(level);
                case "objective" ->
                    subject.campaign().map(it -> it.lane().objective().graphName());
                default -> ObjectStatus.effective(subject, level, today);
            };
        }
    }

    /** On a figure of the row itself, zero where it is not told. */
    record OnFigure(Column.Figure figure, Operator operator, List<BigDecimal> values) implements Filter {

        boolean holds(Row row) {
            return operator.holds(figure.value().apply(row).orElse(BigDecimal.ZERO), values);
        }
    }
}
