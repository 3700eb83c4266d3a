package dev.weekline.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {

    @TempDir
    Path root;

    @Test
    void aSecretIsMadeOnceForItsOwnerOnly() throws IOException {
        var directory = new DataDirectory(root.resolve("deep/data"));

        assertThat(directory.secret("key", () -> "first")).isEqualTo("first");
        assertThat(directory.secret("key", () -> "second")).isEqualTo("first");
        assertThat(permissions("deep/data/key")).isEqualTo("rw-------");
        assertThat(permissions("deep/data")).isEqualTo("rwx------");
        try (var files = Files.list(directory.path())) {
            assertThat(files).containsExactly(directory.path().resolve("key"));
        }
    }

    @Test
    void anEmptySecretIsNoSecret() throws IOException {
        Files.createFile(root.resolve("key"));

        assertThatExceptionOfType(CannotStartException.class)
                .isThrownBy(() -> new DataDirectory(root).secret("key", () -> "new"))
                .withMessageContaining(root.resolve("key").toString());
    }

    @Test
    void itIsTakenByOneAtATime() throws Exception {
        var directory = new DataDirectory(root);
        var taken = directory.takeAlone();

        assertThatExceptionOfType(CannotStartException.class)
                .isThrownBy(directory::takeAlone)
                .withMessageContaining("in use by another Weekline")
                .withMessageContaining(Long.toString(ProcessHandle.current().pid()))
                .withMessageContaining("WEEKLINE_DATA_DIR");
        taken.close();
        directory.takeAlone().close();
    }

    @Test
    void aFileInItsPlaceIsSaid() throws IOException {
        var file = Files.createFile(root.resolve("file"));

        assertThatExceptionOfType(CannotStartException.class)
                .isThrownBy(() -> new DataDirectory(file).takeAlone())
                .withMessageContaining("a file is in the way")
                .withMessageContaining("WEEKLINE_DATA_DIR");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aPlaceWhereNothingCanBeMadeIsSaid() {
        assertThatExceptionOfType(CannotStartException.class)
                .isThrownBy(() -> new DataDirectory(Path.of("/proc/weekline")).takeAlone())
                .withMessageContaining("The data directory /proc/weekline cannot be used (it cannot be made)");
    }

    @Test
    void nothingIsMadeUntilSomethingIsKept() {
        var directory = new DataDirectory(root.resolve("later"));

        assertThat(directory.has("key")).isFalse();
        assertThat(directory.path()).doesNotExist();
    }

    private String permissions(String name) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(root.resolve(name)));
    }
}
