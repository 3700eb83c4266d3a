package dev.weekline.meta;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weekline.metric.BusinessEvent;
import dev.weekline.metric.Metric;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class FieldFiguresTest {

    @Test
    void everyFieldThatIsCountedGivesAFigure() {
        assertThat(Arrays.stream(Section.values()).flatMap(section -> section.recipe().fields().stream()))
                .isNotEmpty()
                .allSatisfy(field -> assertThat(FieldFigures.of(field)).isNotEmpty());
    }

    @Test
    void everyFigureThatIsNotComputedIsReadFromAField() {
        assertThat(Recipes.TOTALS.fields().stream().flatMap(field -> FieldFigures.of(field).stream()))
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(Metric.values())
                        .filter(metric -> metric.formula().isEmpty())
                        .toList());
    }

    @Test
    void eventsAndTheirWorthComeFromTwoFields() {
        assertThat(FieldFigures.of("actions"))
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(BusinessEvent.values())
                        .map(BusinessEvent::count)
                        .toList());
        assertThat(FieldFigures.of("action_values")).containsExactly(Metric.PURCHASE_VALUE);
        assertThat(FieldFigures.of("account_currency")).isEmpty();
    }
}
