package dev.weekline.tools;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * A program that has run to its end.
 *
 * @param exit its exit code
 * @param lines what it said, on its standard output and error together
 */
public record Run(int exit, List<String> lines) {

    /** A program was not over in time. */
    public static final class Late extends RuntimeException {

        private static final long serialVersionUID = 1;

        Late(String message) {
            super(message);
        }
    }

    /** How a program is run: in which folder, with what more in its environment, for how long at most. */
    public record Frame(Path folder, Map<String, String> environment, Duration patience) {

        public static Frame of(Duration patience) {
            return new Frame(Path.of("").toAbsolutePath(), Map.of(), patience);
        }

        public Frame in(Path folder) {
            return new Frame(folder, environment, patience);
        }

        public Frame with(String name, String value) {
            return new Frame(folder, Map.of(name, value), patience);
        }
    }

    public static Run of(Frame frame, String... command) {
        return watched(frame, _ -> {}, command);
    }

    /**
     * The same, while somebody looks on.
     *
     * @param watcher is told every line as it comes
     * @throws Late if it is not over in time; it is ended then
     */
    public static Run watched(Frame frame, Consumer<String> watcher, String... command) {
        try {
            var builder = new ProcessBuilder(command)
                    .directory(frame.folder().toFile())
                    .redirectErrorStream(true);
            builder.environment().putAll(frame.environment());
            var process = builder.start();
            process.getOutputStream().close();
            var late = new AtomicBoolean();
            process.onExit()
                    .orTimeout(frame.patience().toMillis(), MILLISECONDS)
                    .exceptionally(_ -> {
                        late.set(true);
                        process.descendants().forEach(ProcessHandle::destroyForcibly);
                        return process.destroyForcibly();
                    });
            var lines = process.inputReader().lines().peek(watcher).toList();
            if (late.get()) {
                throw new Late("%s was not over after %s: %s".formatted(List.of(command), frame.patience(), lines));
            }
            return new Run(process.waitFor(), lines);
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(end);
        }
    }

    /** The end of what it said, for a sentence about its failure. */
    public String lastWords() {
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 10), lines.size()));
    }
}
