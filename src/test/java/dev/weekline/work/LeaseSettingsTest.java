package dev.weekline.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LeaseSettingsTest {

    @Test
    void theLimitsThemselvesAreAllowed() {
        assertThat(new LeaseSettings(Duration.ofSeconds(1)).length()).hasSeconds(1);
        assertThat(new LeaseSettings(Duration.ofHours(1)).length()).hasHours(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0.999S", "PT0S", "PT-1S", "PT1H0.001S"})
    void aLengthThatCannotBeMeantIsRefusedByName(String length) {
        assertThatThrownBy(() -> new LeaseSettings(Duration.parse(length)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("weekline.lease.length");
    }
}
