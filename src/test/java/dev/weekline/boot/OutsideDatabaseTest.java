package dev.weekline.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OutsideDatabaseTest {

    private final List<String> said = new ArrayList<>();

    @Test
    void aDatabaseThatLetsUsInIsReachedWithoutAWord() {
        try (var database = TestDatabase.fresh()) {
            var address = DatabaseAddress.parse(database.url());

            assertThat(reach(address)).isEqualTo(address);
            assertThat(said).isEmpty();
        }
    }

    @Test
    void aWrongPasswordIsSaidAndNotShown() {
        try (var database = TestDatabase.fresh()) {
            var right = DatabaseAddress.parse(database.url());
            var wrong = new DatabaseAddress(
                    right.host(), right.port(), right.database(), right.user(), "hush-hush", right.parameters());

            assertRefused(wrong, "refuses the user", "password", "WEEKLINE_DATABASE_URL");
        }
    }

    @Test
    void aMissingDatabaseIsNamed() {
        try (var database = TestDatabase.fresh()) {
            var missing = DatabaseAddress.parse(database.url()).withDatabase("nowhere");

            assertRefused(missing, "has no database \"nowhere\"", "create it");
        }
    }

    @Test
    void aServerThatIsNotThereIsWaitedForAndThenSaid() throws IOException {
        var nobody = new DatabaseAddress("127.0.0.1", unusedPort(), "reports", "me", "hush-hush", Map.of());

        assertRefused(nobody, "cannot be reached", "connection refused", "start it");
        assertThat(said).containsExactly("Waiting for PostgreSQL at " + nobody);
    }

    @Test
    void anUnknownHostIsSaid() {
        assertRefused(
                new DatabaseAddress("no-such-host.invalid", 5432, "reports", "me", "hush-hush", Map.of()),
                "cannot be reached",
                "the host is not known");
    }

    private void assertRefused(DatabaseAddress address, String... words) {
        assertThatExceptionOfType(CannotStartException.class)
                .isThrownBy(() -> reach(address))
                .satisfies(refusal -> assertThat(refusal.getMessage())
                        .contains(words)
                        .doesNotContain("hush-hush", "\n")
                        .endsWith("."));
    }

    private DatabaseAddress reach(DatabaseAddress address) {
        return new OutsideDatabase(address, Duration.ofMillis(100), said::add).reach();
    }

    private static int unusedPort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }
}
