package dev.weekline.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weekline.sandbox.SandboxAccount;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WelcomeTest {

    private static final URI ADDRESS = URI.create("http://127.0.0.1:8080");

    @TempDir
    Path data;

    @Test
    void aNewcomerIsGivenACommandForTheLastFinishedWeek() {
        var key = new AdminKey("it's-a-key", "The admin key is it's-a-key");
        // Sunday evening in Warsaw; the week that ends there is not over.
        var now = Instant.parse("2025-09-28T21:59:00Z");

        assertThat(Welcome.lines(ADDRESS, key, SandboxAccount.defaults().stream(), now))
                .startsWith("Weekline is ready at http://127.0.0.1:8080", "The admin key is it's-a-key")
                .endsWith("  curl -H 'Authorization: Bearer it'\\''s-a-key'"
                        + " 'http://127.0.0.1:8080/reports/weekly/2025-W38?account=belmonte'");
    }

    @Test
    void withoutASandboxThereIsNothingToTry() {
        assertThat(Welcome.lines(ADDRESS, new AdminKey("key", "line"), Stream.empty(), Instant.EPOCH))
                .containsExactly("Weekline is ready at http://127.0.0.1:8080", "line");
    }

    @Test
    void aGeneratedKeyOfALiveServiceIsShownOnce() {
        var settings = Settings.of(Map.of("WEEKLINE_META_MODE", "live"));
        var directory = new DataDirectory(data);

        var first = AdminKey.of(settings, directory);
        var second = AdminKey.of(settings, directory);

        assertThat(second.value()).isEqualTo(first.value()).hasSizeGreaterThan(40);
        assertThat(first.line()).contains(first.value());
        assertThat(second.line())
                .doesNotContain(second.value())
                .contains(data.resolve("admin-key").toString());
    }

    @Test
    void aKeyThatWasSetForALiveServiceIsNeverShown() {
        var settings =
                Settings.of(Map.of("WEEKLINE_META_MODE", "live", "WEEKLINE_ADMIN_KEY", "an-admin-key-nobody-may-see"));

        assertThat(AdminKey.of(settings, new DataDirectory(data)).line())
                .isEqualTo("The admin key is the one in WEEKLINE_ADMIN_KEY");
        assertThat(data).isEmptyDirectory();
    }
}
