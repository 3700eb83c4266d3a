package dev.weekline.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weekline.contract.SomeRooms;
import io.micronaut.context.ApplicationContext;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DatabaseSettingsTest {

    @Test
    void withoutBeingToldReadersAndAllTheyCauseHaveHalfAndTheBackgroundAThird() {
        var settings = settings(Map.of());

        assertThat(settings)
                .isEqualTo(new DatabaseSettings(
                        10,
                        2,
                        1,
                        1,
                        1,
                        3,
                        5_000,
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(5)));
        assertThat(settings.ofReaders()).isEqualTo(settings.connections() / 2);
        assertThat(settings.width(Lane.BACKGROUND)).isLessThanOrEqualTo(settings.connections() / 3);
    }

    @Test
    void lanesThatTakeMoreThanThereIsAreRefused() {
        assertThatThrownBy(() -> settings(Map.of("weekline.database.connections", 7)))
                .hasRootCauseMessage("weekline.database.connections is 7, and reading, storing, keeping, permitting"
                        + " and background together may hold 8");
    }

    @Test
    void aDeadlineThatNobodyCanMeetIsRefused() {
        assertThatThrownBy(() -> settings(Map.of("weekline.database.silence", "5ms")))
                .hasRootCauseMessage("weekline.database.silence is between 100ms and 1h, not PT0.005S");
    }

    private static DatabaseSettings settings(Map<String, Object> properties) {
        try (var context = ApplicationContext.builder()
                .deduceEnvironment(false)
                .enableDefaultPropertySources(false)
                .banner(false)
                .beanConfigurations(new SomeRooms(List.of("dev.weekline.database.DatabaseSettings")))
                .properties(properties)
                .start()) {
            return context.getBean(DatabaseSettings.class);
        }
    }
}
