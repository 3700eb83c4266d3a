package dev.weekline.week;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weekline.contract.SomeRooms;
import io.micronaut.context.ApplicationContext;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FreshnessSettingsTest {

    @Test
    void theDefaultsAreTheTableOfTheDesign() {
        assertThat(bound(Map.of()))
                .isEqualTo(Freshness.DEFAULT)
                .isEqualTo(new Freshness(
                        Duration.ofMinutes(15), Duration.ofHours(3), Duration.ofDays(3), Duration.ofHours(24)));
    }

    @Test
    void everyPaceCanBeSet() {
        assertThat(bound(Map.of(
                        "weekline.freshness.open", "1m",
                        "weekline.freshness.early", "2h",
                        "weekline.freshness.early-days", "4d",
                        "weekline.freshness.settling", "5h")))
                .isEqualTo(new Freshness(
                        Duration.ofMinutes(1), Duration.ofHours(2), Duration.ofDays(4), Duration.ofHours(5)));
    }

    private static Freshness bound(Map<String, Object> settings) {
        try (var context = ApplicationContext.builder()
                .deduceEnvironment(false)
                .enableDefaultPropertySources(false)
                .banner(false)
                .beanConfigurations(new SomeRooms(List.of("dev.weekline.week.")))
                .properties(settings)
                .start()) {
            return context.getBean(Freshness.class);
        }
    }
}
