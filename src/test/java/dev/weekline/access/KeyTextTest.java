package dev.weekline.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class KeyTextTest {

    private static final String KEY = KeyText.random(new SecureRandom());

    @Test
    void aKeyIsOfOneLengthAndKnownByItsBeginningAndItsChecksum() {
        assertThat(KEY).matches("wl_[0-9A-Za-z]{49}");
        assertThat(KeyText.isWellFormed(KEY)).isTrue();
        assertThat(KEY).endsWith(KeyText.ending(KEY));
    }

    /** Worked out by hand with another tool, so that scanners can be told how. */
    @Test
    void theChecksumIsTheCrc32OfAllBeforeItInBase62() {
        assertThat(KeyText.isWellFormed("wl_" + "0".repeat(43) + "0NykLZ")).isTrue();
    }

    @Property
    void oneWrongCharacterIsSeen(@ForAll @IntRange(min = 0, max = 51) int place, @ForAll char other) {
        var mistyped = KEY.substring(0, place) + other + KEY.substring(place + 1);

        assertThat(KeyText.isWellFormed(mistyped)).isEqualTo(mistyped.equals(KEY));
    }

    @Test
    void otherTextsAreNoKeys() {
        assertThat(KeyText.isWellFormed("")).isFalse();
        assertThat(KeyText.isWellFormed(KEY.substring(1))).isFalse();
        assertThat(KeyText.isWellFormed(KEY + " ")).isFalse();
        assertThat(KeyText.isWellFormed("weekline_" + "a".repeat(43))).isFalse();
    }
}
