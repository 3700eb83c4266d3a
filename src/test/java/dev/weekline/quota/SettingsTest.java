package dev.weekline.quota;

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
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

    private static final String PREFIX = "weekline.quota.gates.";

    @Test
    void theDefaultsAreThoseOfTheDesign() {
        try (var context = context(Map.of())) {
            assertThat(context.getBean(GateSettings.class)).isEqualTo(GateSettings.defaults());
            assertThat(context.getBean(EstimateSettings.class)).isEqualTo(EstimateSettings.defaults());
            assertThat(context.getBean(DailySettings.class)).isEqualTo(new DailySettings(48_000, 96_000));
            assertThat(context.getBean(UsageLogSettings.class))
                    .isEqualTo(new UsageLogSettings(
                            10_000,
                            500,
                            Duration.ofSeconds(1),
                            Duration.ofSeconds(10),
                            Duration.ofSeconds(3),
                            Duration.ofDays(30),
                            Duration.ofHours(1)));
        }
    }

    @Test
    void everythingCanBeSet() {
        var set = Map.<String, Object>of(
                PREFIX + "account", "10",
                PREFIX + "app", "20",
                PREFIX + "insights", "30",
                PREFIX + "everything", "40.5",
                PREFIX + "recheck", "5s",
                PREFIX + "returning", "1,2,3",
                PREFIX + "step", "6s",
                PREFIX + "exchange", "7s");
        try (var context = context(set)) {
            assertThat(context.getBean(GateSettings.class))
                    .isEqualTo(new GateSettings(
                            10,
                            20,
                            30,
                            40.5,
                            Duration.ofSeconds(5),
                            List.of(1, 2, 3),
                            Duration.ofSeconds(6),
                            Duration.ofSeconds(7)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"waiting", "batch", "every", "patience", "farewell", "keep", "sweep-every"})
    void aUsageLogOfNothingIsRefused(String name) {
        var setting = "weekline.quota.usage-log." + name;
        var nothing = name.equals("waiting") || name.equals("batch") ? "0" : "0s";
        try (var context = context(Map.of(setting, nothing))) {
            assertThatThrownBy(() -> context.getBean(UsageLogSettings.class)).hasStackTraceContaining(setting);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"account", "app"})
    void aDayOfNothingIsRefusedWithTheWayToHaveNoBudget(String name) {
        var setting = "weekline.quota.daily." + name;
        try (var context = context(Map.of(setting, "0"))) {
            assertThatThrownBy(() -> context.getBean(DailySettings.class))
                    .hasStackTraceContaining(setting + " is 1 unit or more")
                    .hasStackTraceContaining("1000000000");
        }
    }

    @ParameterizedTest
    @CsvSource({"ceiling, 0.5", "growth, 0", "every, 0s", "evidence, 101"})
    void aWayToLearnThatLeadsNowhereIsRefused(String name, String value) {
        var setting = "weekline.quota.learning." + name;
        try (var context = context(Map.of(setting, value))) {
            assertThatThrownBy(() -> context.getBean(EstimateSettings.class)).hasStackTraceContaining(setting);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "account | 0",
                "app | 91",
                "insights | -1",
                "everything | 101",
                "recheck | 0s",
                "step | 0s",
                "exchange | 0s",
                "returning | 50,25",
                "returning | 0,25",
                "returning | 101",
            })
    void whatCannotBeMeantIsNamed(String name, String value) {
        try (var context = context(Map.of(PREFIX + name, value))) {
            assertThatThrownBy(() -> context.getBean(GateSettings.class)).hasStackTraceContaining(PREFIX + name);
        }
    }

    private static ApplicationContext context(Map<String, Object> settings) {
        return ApplicationContext.builder()
                .deduceEnvironment(false)
                .enableDefaultPropertySources(false)
                .banner(false)
                .beanConfigurations(new SomeRooms(List.of(
                        "dev.weekline.quota.GateSettings",
                        "dev.weekline.quota.EstimateSettings",
                        "dev.weekline.quota.DailySettings",
                        "dev.weekline.quota.UsageLogSettings")))
                .properties(settings)
                .start();
    }
}
