package dev.weekline.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weekline.ProcessLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A service in a process of its own. */
final class Replica implements AutoCloseable {

    private static final String READY = "Weekline is ready at ";

    /** Little memory and a quick start, since several of them share a machine with the tests. */
    private static final List<String> SMALL = List.of("-Xmx160m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    private final Process process;
    private final Path log;

    private Replica(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** Begins to start; {@link #address} waits until it is ready. */
    static Replica start(Map<String, String> environment, Path log) {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var command = Stream.of(
                        Stream.of(java),
                        SMALL.stream(),
                        ProcessLog.OPTIONS.stream(),
                        Stream.of("-cp", System.getProperty("java.class.path"), "dev.weekline.boot.Application"))
                .flatMap(part -> part)
                .toList();
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        try {
            return new Replica(builder.start(), log);
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    URI address() {
        var ready = await().atMost(Duration.ofSeconds(90))
                .until(this::readyLine, line -> !line.isEmpty() || !process.isAlive());
        assertThat(ready).as("what the replica said: %s", said()).startsWith(READY);
        return URI.create(ready.substring(READY.length()).strip());
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Everything it has printed. */
    String said() {
        try {
            return Files.readString(log);
        } catch (IOException notYet) {
            return "";
        }
    }

    /** Ends it without a chance to tidy up. */
    void kill() {
        end(process.destroyForcibly());
    }

    /** Asks it to stop, and waits until it has. */
    @Override
    public void close() {
        process.destroy();
        end(process);
    }

    private static void end(Process process) {
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("The replica did not stop");
            }
        } catch (InterruptedException stopped) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private String readyLine() {
        return said().lines().filter(line -> line.startsWith(READY)).findFirst().orElse("");
    }
}
