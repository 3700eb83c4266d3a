package dev.weekline.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LauncherTest {

    private static final int JAVA_8 = 52;

    @ParameterizedTest
    @ValueSource(strings = {"25", "26", "100"})
    void aRecentJavaIsNotRefused(String version) {
        assertThat(Launcher.refusal(version)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.8", "11", "17", "24"})
    void anOldJavaIsToldInASentenceWhichIsNeeded(String version) {
        assertThat(Launcher.refusal(version))
                .startsWith("Weekline needs Java 25 and this is Java " + version.replace("1.8", "8") + ":")
                .endsWith(".")
                .doesNotContain("\n");
    }

    @Test
    void itIsCompiledForAnOldJavaItself() throws IOException {
        try (var compiled = new DataInputStream(Launcher.class.getResourceAsStream("Launcher.class"))) {
            compiled.readInt();
            compiled.readUnsignedShort();
            assertThat(compiled.readUnsignedShort()).isEqualTo(JAVA_8);
        }
    }
}
