package dev.weekline.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ToolboxTest {

    @TempDir
    Path folder;

    @Test
    void whatIsThereIsFound() throws IOException {
        var program = program("abacus", "exit 0");

        assertThat(toolbox(false).find("abacus", "abacus-tools")).isEqualTo(program);
    }

    @Test
    void whoMayNotInstallIsToldWhatTo() throws IOException {
        program("apt-get", "exit 0");

        assertThatThrownBy(() -> toolbox(false).find("abacus", "abacus-tools"))
                .hasMessage("The tests need abacus; install it (on Debian or Ubuntu: apt-get install abacus-tools)");
    }

    @Test
    void rootHasItInstalled() throws IOException {
        program("apt-get", """
                echo "$@" >> '%1$s/asked'
                [ "$2" = update ] || { touch '%1$s/abacus'; chmod +x '%1$s/abacus'; }""".formatted(folder));

        assertThat(toolbox(true).find("abacus", "abacus-tools", "beads")).isEqualTo(folder.resolve("abacus"));
        assertThat(folder.resolve("asked"))
                .hasContent("-q update\n-q -y --no-install-recommends install abacus-tools beads");
    }

    @Test
    void whatCannotBeInstalledSaysWhy() throws IOException {
        program("apt-get", "echo 'E: no network'; exit 100");

        assertThatThrownBy(() -> toolbox(true).find("abacus", "abacus-tools"))
                .hasMessageContaining("apt-get install abacus-tools")
                .hasMessageContaining("E: no network");
    }

    @Test
    void whatTakesTooLongIsEnded() throws IOException {
        var program = program("forever", "exec tail -f /dev/null");

        assertThatThrownBy(() -> Run.of(Run.Frame.of(Duration.ofMillis(50)), program.toString()))
                .hasMessageContaining("was not over after PT0.05S");
    }

    private Toolbox toolbox(boolean isRoot) {
        return new Toolbox(List.of(folder), isRoot);
    }

    private Path program(String name, String script) throws IOException {
        var file = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + script + "\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
