package dev.weekline.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class QuotaSettingsTest {

    @Test
    void aBudgetOfNothingNamesTheSetting() {
        assertThatThrownBy(() -> new QuotaSettings(0, 100, 40)).hasMessageContaining("weekline.quota.units-per-hour");
        assertThatThrownBy(() -> new QuotaSettings(200, 0, 40)).hasMessageContaining("weekline.quota.burst");
        assertThatThrownBy(() -> new QuotaSettings(200, 100, -1)).hasMessageContaining("weekline.quota.reserve");
        assertThatThrownBy(() -> new QuotaSettings(200, 100, 91)).hasMessageContaining("weekline.quota.reserve");
    }

    @Test
    void theSmallestBudgetIsOneUnit() {
        assertThat(new QuotaSettings(1, 1, 40).burst()).isOne();
    }
}
