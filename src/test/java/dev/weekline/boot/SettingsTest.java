package dev.weekline.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.weekline.meta.MetaMode;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

    private static final String KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
    private static final String DATABASE = "postgresql://user:pass-word@localhost/reports";

    @Test
    void nothingNeedsToBeSet() {
        var settings = Settings.of(Map.of());

        assertThat(settings.dataDirectory()).isEqualTo(Path.of(".weekline").toAbsolutePath());
        assertThat(settings.mode()).isEqualTo(MetaMode.SANDBOX);
        assertThat(settings.database()).isEmpty();
        assertThat(settings.adminKey()).isEmpty();
        assertThat(settings.encryptionKeys()).isEmpty();
    }

    @Test
    void aVariableSetToNothingIsNotSet() {
        assertThat(Settings.of(Map.of("WEEKLINE_DATABASE_URL", "", "WEEKLINE_META_MODE", " ")))
                .isEqualTo(Settings.of(Map.of()));
    }

    @ParameterizedTest
    @CsvSource({
        "WEEKLINE_META_MODE, offline",
        "WEEKLINE_ADMIN_KEY, only-23-characters-here",
        "WEEKLINE_ENCRYPTION_KEY, c2hvcnQ=",
        "WEEKLINE_ENCRYPTION_KEY, not base64 at all",
        "WEEKLINE_DATABASE_URL, mysql://user@host/db",
        "MICRONAUT_SERVER_PORT, eighty",
        "MICRONAUT_SERVER_PORT, 65536",
    })
    void aWrongSettingIsNamed(String name, String value) {
        assertThatExceptionOfType(CannotStartException.class)
                .isThrownBy(() -> Settings.of(Map.of(name, value)))
                .withMessageContaining(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"8080", "0", "-1", "65535"})
    void aPortIsAPortOrAnyFreeOne(String port) {
        assertThat(Settings.of(Map.of("MICRONAUT_SERVER_PORT", port))).isNotNull();
    }

    @Test
    void anOutsideDatabaseNeedsAnEncryptionKey() {
        assertThatExceptionOfType(CannotStartException.class)
                .isThrownBy(() -> Settings.of(Map.of("WEEKLINE_DATABASE_URL", DATABASE)))
                .withMessageContaining("WEEKLINE_ENCRYPTION_KEY")
                .withMessageContaining("openssl rand");
    }

    @Test
    void severalEncryptionKeysAreSeparatedByCommas() {
        var both = KEY + "," + KEY.replace('A', 'B');

        assertThat(Settings.of(Map.of("WEEKLINE_ENCRYPTION_KEY", both)).encryptionKeys())
                .hasValue(both);
    }

    @Test
    void secretsAreNotShown() {
        var settings = Settings.of(Map.of(
                "WEEKLINE_DATABASE_URL", DATABASE,
                "WEEKLINE_ADMIN_KEY", "an-admin-key-nobody-may-see",
                "WEEKLINE_ENCRYPTION_KEY", KEY));

        assertThat(settings.toString()).doesNotContain("pass-word", "an-admin-key", KEY);
    }
}
