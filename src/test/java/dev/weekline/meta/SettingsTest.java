package dev.weekline.meta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

    private static final URI META = URI.create("https://graph.facebook.com");
    private static final Duration QUARTER = Duration.ofMillis(250);

    @Test
    void theDefaultsAreTheSandboxAndTheNewestVersion() {
        try (var rooms = TheseRooms.with(Map.of())) {
            assertThat(rooms.getBean(MetaSettings.class))
                    .isEqualTo(new MetaSettings(
                            MetaMode.SANDBOX, META, "v26.0", null, Duration.ofSeconds(30), 2, QUARTER, 10, 2000));
            assertThat(rooms.getBean(HttpSettings.class))
                    .isEqualTo(new HttpSettings(
                            Duration.ofSeconds(2),
                            Duration.ofSeconds(30),
                            Duration.ofSeconds(60),
                            32 * 1024 * 1024,
                            24,
                            512));
        }
    }

    @Test
    void everySettingCanBeSet() {
        try (var rooms = TheseRooms.with(Map.of(
                "weekline.meta.mode", "live",
                "weekline.meta.base-url", "http://localhost:9",
                "weekline.meta.api-version", "v25.0",
                "weekline.meta.app-secret", "secret",
                "weekline.meta.patience", "20s",
                "weekline.meta.http.first-byte-deadline", "3s",
                "weekline.meta.http.body-limit", "1MB"))) {
            assertThat(rooms.getBean(MetaSettings.class))
                    .isEqualTo(new MetaSettings(
                            MetaMode.LIVE,
                            URI.create("http://localhost:9"),
                            "v25.0",
                            "secret",
                            Duration.ofSeconds(20),
                            2,
                            QUARTER,
                            10,
                            2000));
            assertThat(rooms.getBean(HttpSettings.class).firstByteDeadline()).hasSeconds(3);
            assertThat(rooms.getBean(HttpSettings.class).bodyLimit()).isEqualTo(1024 * 1024);
        }
    }

    @Test
    void theAppSecretIsNotShown() {
        assertThat(new MetaSettings(MetaMode.LIVE, META, "v26.0", "hush-hush", Duration.ZERO, 0, QUARTER, 10, 1))
                .hasToString("MetaSettings[mode=LIVE, baseUrl=https://graph.facebook.com, apiVersion=v26.0,"
                        + " appSecret=hidden]");
    }

    @Test
    void aBlankAppSecretIsNone() {
        assertThat(new MetaSettings(MetaMode.LIVE, META, "v26.0", " ", Duration.ZERO, 0, QUARTER, 10, 1).secret())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"26.0", "v26", "v26.0/../me", "", "V26.0"})
    void aVersionHasAForm(String version) {
        assertRefused(
                "weekline.meta.api-version",
                () -> new MetaSettings(MetaMode.LIVE, META, version, null, Duration.ZERO, 0, QUARTER, 10, 1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"graph.facebook.com", "ftp://host", "https:///path", "https://me@host", "https://host/?a=b"})
    void anAddressHasAForm(String address) {
        assertRefused(
                "weekline.meta.base-url",
                () -> new MetaSettings(
                        MetaMode.LIVE, URI.create(address), "v26.0", null, Duration.ZERO, 0, QUARTER, 10, 1));
    }

    @Test
    void numbersHaveBounds() {
        assertRefused("weekline.meta.patience", () -> settings(Duration.ofSeconds(-1), 0, QUARTER, 1));
        assertRefused("weekline.meta.retries", () -> settings(Duration.ZERO, -1, QUARTER, 1));
        assertRefused("weekline.meta.retries", () -> settings(Duration.ZERO, 11, QUARTER, 1));
        assertRefused("weekline.meta.retry-base", () -> settings(Duration.ZERO, 0, Duration.ZERO, 1));
        assertRefused("weekline.meta.max-pages", () -> settings(Duration.ZERO, 0, QUARTER, 0));
    }

    @Test
    void boundsOfACallArePositive() {
        var second = Duration.ofSeconds(1);
        var none = Duration.ZERO;
        assertRefused("http.connect-deadline", () -> new HttpSettings(none, second, second, 1, 1, 1));
        assertRefused("http.first-byte-deadline", () -> new HttpSettings(second, none, second, 1, 1, 1));
        assertRefused("http.call-deadline", () -> new HttpSettings(second, second, none, 1, 1, 1));
        assertRefused("http.body-limit", () -> new HttpSettings(second, second, second, 0, 1, 1));
        assertRefused("http.connections", () -> new HttpSettings(second, second, second, 1, 0, 1));
        assertRefused("http.pending-calls", () -> new HttpSettings(second, second, second, 1, 1, 0));
    }

    private static MetaSettings settings(Duration patience, int retries, Duration base, int pages) {
        return new MetaSettings(MetaMode.LIVE, META, "v26.0", null, patience, retries, base, 10, pages);
    }

    private static void assertRefused(String setting, ThrowingCallable making) {
        assertThatThrownBy(making).isInstanceOf(IllegalArgumentException.class).hasMessageContaining(setting);
    }
}
