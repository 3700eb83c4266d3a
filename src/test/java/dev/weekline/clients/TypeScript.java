package dev.weekline.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weekline.tools.NodeModules;
import dev.weekline.tools.Run;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The programmes of {@code src/test/node}, compiled together with the generated client. */
record TypeScript(NodeModules modules, Map<String, String> environment) {

    static final Path COMPILED = Path.of("target", "typescript").toAbsolutePath();

    private static final Path PROGRAMMES = COMPILED.resolve(Path.of("src", "test", "node"));
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static @Nullable TypeScript ready;

    /** Compiled strictly, once for all tests; the compiler has nothing to say. */
    static synchronized TypeScript compiled() throws IOException {
        if (ready == null) {
            ready = compile();
        }
        return ready;
    }

    private static TypeScript compile() throws IOException {
        var modules = NodeModules.ready();
        Files.createDirectories(COMPILED);
        Files.writeString(COMPILED.resolve("package.json"), """
                {"type": "module"}""");
        var run = modules.run(
                Run.Frame.of(PATIENCE),
                "typescript/bin/tsc",
                "--project",
                NodeModules.SOURCES.toString(),
                "--typeRoots",
                modules.folder().resolve("@types").toString());
        assertThat(run.lines()).isEmpty();
        assertThat(run.exit()).isZero();
        return new TypeScript(modules, Map.of());
    }

    TypeScript against(URI address, String key) {
        return new TypeScript(modules, Map.of("WEEKLINE_ADDRESS", address.toString(), "WEEKLINE_KEY", key));
    }

    /**
     * Runs a programme to its end.
     *
     * @param watcher is told every line as it comes
     * @return what the last line tells
     */
    JsonNode run(String programme, Consumer<String> watcher, String... arguments) throws IOException {
        var command = Stream.concat(
                Stream.of(
                        modules.node().toString(),
                        PROGRAMMES.resolve(programme + ".js").toString()),
                Stream.of(arguments));
        var frame = new Run.Frame(COMPILED, environment, PATIENCE);
        var run = Run.watched(frame, watcher, command.toArray(String[]::new));
        assertThat(run.exit()).as(run.lastWords()).isZero();
        return new ObjectMapper().readTree(run.lines().getLast());
    }
}
