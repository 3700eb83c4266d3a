package dev.weekline.boot;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weekline.ProcessLog;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The service in a process of its own, started as the jar starts it. */
final class ServiceProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Process process;
    private final List<String> out = new CopyOnWriteArrayList<>();
    private final List<String> err = new CopyOnWriteArrayList<>();
    private final CountDownLatch invitedOrEnded = new CountDownLatch(1);
    private final List<Thread> readers;

    private ServiceProcess(Process process) {
        this.process = process;
        this.readers = List.of(
                Thread.startVirtualThread(() -> read(process.inputReader(UTF_8), out)),
                Thread.startVirtualThread(() -> read(process.errorReader(UTF_8), err)));
    }

    /** Starts it with these settings and none of our own. */
    static ServiceProcess start(Map<String, String> environment) throws IOException {
        return start(environment, List.of());
    }

    /** The same, logging as it does where there are no tests. */
    static ServiceProcess startWithItsOwnLog(Map<String, String> environment) throws IOException {
        return start(environment, List.of("-Dlogback.configurationFile=logback.xml"));
    }

    private static ServiceProcess start(Map<String, String> environment, List<String> options) throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var command = new ArrayList<>(List.of(
                java,
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:TieredStopAtLevel=1"));
        command.addAll(ProcessLog.OPTIONS);
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "dev.weekline.boot.Launcher"));
        var builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(name -> name.startsWith("WEEKLINE_"));
        builder.environment().putAll(environment);
        return new ServiceProcess(builder.start());
    }

    private void read(BufferedReader lines, List<String> into) {
        lines.lines().forEach(line -> {
            into.add(line);
            if (line.contains("curl ")) {
                invitedOrEnded.countDown();
            }
        });
        invitedOrEnded.countDown();
    }

    /** Where it answers, once it has said so. */
    URI awaitAddress() throws InterruptedException {
        if (!invitedOrEnded.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException("It does not become ready: " + this);
        }
        return out.stream()
                .filter(line -> line.startsWith("Weekline is ready at "))
                .map(line -> URI.create(line.substring("Weekline is ready at ".length())))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("It is not ready: " + this));
    }

    /** Its exit code, once it has ended and all it said was read. */
    int awaitEnd() throws InterruptedException {
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException("It does not end: " + this);
        }
        for (var reader : readers) {
            reader.join();
        }
        return process.exitValue();
    }

    /** As {@code kill} asks. */
    void terminate() {
        process.destroy();
    }

    /** As {@code kill -9} does. */
    void kill() {
        process.destroyForcibly();
    }

    List<String> out() {
        return out;
    }

    List<String> err() {
        return err;
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }

    /** All that it said. */
    @Override
    public String toString() {
        return "\n" + String.join("\n", out) + "\n" + String.join("\n", err);
    }
}
