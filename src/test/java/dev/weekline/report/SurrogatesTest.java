package dev.weekline.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SurrogatesTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "Łódź", "🍂", "a🍂b", "\ufffd"})
    void wholePairsAreLeftAsTheyAre(String text) {
        assertThat(Surrogates.paired(text)).isSameAs(text);
    }

    @Test
    void aHalfIsReplacedAndNothingAroundIt() {
        assertThat(Surrogates.paired("\ud83cĠ")).isEqualTo("\ufffdĠ");
        assertThat(Surrogates.paired("a\udf42")).isEqualTo("a\ufffd");
        assertThat(Surrogates.paired("\udf42\ud83c")).isEqualTo("\ufffd\ufffd");
        assertThat(Surrogates.paired("\ud83c🍂")).isEqualTo("\ufffd🍂");
    }
}
