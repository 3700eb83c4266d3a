package dev.weekline.work;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OperationSettingsTest {

    @ParameterizedTest
    @CsvSource({
        "0, 1, 1, 1, 1, 1, keep",
        "1, 0, 1, 1, 1, 1, sweep-every",
        "1, 1, 0, 1, 1, 1, streams",
        "1, 1, 1, -1, 1, 1, keep-alive",
        "1, 1, 1, 1, 0, 1, longest-stream",
        "1, 1, 1, 1, 1, 0, poll"
    })
    void aSettingThatCannotBeMeantIsRefusedByName(
            int keep, int sweep, int streams, int alive, int longest, int poll, String name) {
        assertThatThrownBy(() -> new OperationSettings(
                        Duration.ofSeconds(keep),
                        Duration.ofSeconds(sweep),
                        streams,
                        Duration.ofSeconds(alive),
                        Duration.ofSeconds(longest),
                        Duration.ofSeconds(poll)))
                .hasMessageContaining("weekline.operations." + name);
    }
}
