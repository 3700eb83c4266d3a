package dev.weekline.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class QuotaSettingsTest {

    @Test
    void aBudgetOfNothingNamesTheSetting() {
        assertThatThrownBy(() -> new QuotaSettings(0, 100)).hasMessageContaining("weekline.quota.units-per-hour");
        assertThatThrownBy(() -> new QuotaSettings(200, 0)).hasMessageContaining("weekline.quota.burst");
    }

    @Test
    void theSmallestBudgetIsOneUnit() {
        assertThat(new QuotaSettings(1, 1).burst()).isOne();
    }
}
