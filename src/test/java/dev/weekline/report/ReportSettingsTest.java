package dev.weekline.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weekline.contract.SomeRooms;
import io.micronaut.context.ApplicationContext;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReportSettingsTest {

    @Test
    void theDefaults() {
        try (var context = context(Map.of())) {
            assertThat(context.getBean(FetchSettings.class))
                    .isEqualTo(new FetchSettings(
                            Duration.ofMinutes(40), 6, 2, 1_000, Duration.ofSeconds(30), Duration.ofSeconds(15)));
            assertThat(context.getBean(MemorySettings.class)).isEqualTo(new MemorySettings(64));
            assertThat(context.getBean(SweepSettings.class))
                    .isEqualTo(new SweepSettings(Duration.ofMinutes(5), Duration.ofHours(25)));
        }
    }

    @Test
    void everythingCanBeSet() {
        try (var context = context(Map.of(
                "weekline.fetch.deadline", "2m",
                "weekline.fetch.at-once", "3",
                "weekline.fetch.at-once-of-account", "1",
                "weekline.fetch.waiting", "4",
                "weekline.fetch.rest-after-failure", "5s",
                "weekline.fetch.slow", "9s",
                "weekline.memory.megabytes", "0",
                "weekline.sweep.every", "6m",
                "weekline.sweep.keep-superseded", "7h"))) {
            assertThat(context.getBean(FetchSettings.class))
                    .isEqualTo(new FetchSettings(
                            Duration.ofMinutes(2), 3, 1, 4, Duration.ofSeconds(5), Duration.ofSeconds(9)));
            assertThat(context.getBean(MemorySettings.class)).isEqualTo(new MemorySettings(0));
            assertThat(context.getBean(SweepSettings.class))
                    .isEqualTo(new SweepSettings(Duration.ofMinutes(6), Duration.ofHours(7)));
        }
    }

    @ParameterizedTest
    @CsvSource({"weekline.fetch.at-once, 0, atOnce", "weekline.fetch.waiting, -1, waiting"})
    void aFetchThatCouldNeverBeginIsRefused(String name, String value, String setting) {
        try (var context = context(Map.of(name, value))) {
            assertThatThrownBy(() -> context.getBean(FetchSettings.class)).hasStackTraceContaining(setting);
        }
    }

    @Test
    void lessThanNoMemoryIsRefused() {
        try (var context = context(Map.of("weekline.memory.megabytes", "-1"))) {
            assertThatThrownBy(() -> context.getBean(MemorySettings.class)).hasStackTraceContaining("megabytes");
        }
    }

    @Test
    void aMegabyteHasAsManyBytesAsItShouldEvenAboveTwoGigabytes() {
        assertThat(new MemorySettings(1).bytes()).isEqualTo(1_048_576);
        assertThat(new MemorySettings(4_096).bytes()).isEqualTo(4_294_967_296L);
    }

    private static ApplicationContext context(Map<String, Object> settings) {
        return ApplicationContext.builder()
                .deduceEnvironment(false)
                .enableDefaultPropertySources(false)
                .banner(false)
                .beanConfigurations(new SomeRooms(List.of(
                        "dev.weekline.report.FetchSettings",
                        "dev.weekline.report.MemorySettings",
                        "dev.weekline.report.SweepSettings")))
                .properties(settings)
                .start();
    }
}
