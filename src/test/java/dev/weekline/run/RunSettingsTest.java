package dev.weekline.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.weekline.contract.SomeRooms;
import io.micronaut.context.ApplicationContext;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunSettingsTest {

    private static final Duration HOUR = Duration.ofHours(1);

    @Test
    void runsAreKeptForThirteenMonthsAndCallsForThirtyDays() {
        try (var context = ApplicationContext.builder()
                .deduceEnvironment(false)
                .enableDefaultPropertySources(false)
                .banner(false)
                .beanConfigurations(new SomeRooms(List.of("dev.weekline.run.RunSettings")))
                .start()) {
            assertThat(context.getBean(RunSettings.class))
                    .isEqualTo(new RunSettings(Duration.ofDays(396), Duration.ofDays(30), HOUR));
        }
    }

    @Test
    void whatWouldTakeRunsAwayWhileTheyAreUsedIsRefusedByItsName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RunSettings(HOUR, Duration.ofDays(30), HOUR))
                .withMessageContaining("weekline.runs.keep ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RunSettings(Duration.ofDays(396), HOUR, HOUR))
                .withMessageContaining("weekline.runs.keep-calls ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RunSettings(Duration.ofDays(396), Duration.ofDays(30), Duration.ZERO))
                .withMessageContaining("weekline.runs.sweep-every ");
    }
}
