package dev.weekline.boot;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * What can be asked of PostgreSQL's programs. They run in one directory and are told names in it, whatever its own path
 * looks like; what they print goes to a file there. Each answers whether it succeeded.
 */
final class PostgresCommands {

    private static final int IMPATIENT_AFTER_SECONDS = 5;

    private final Path programs;
    private final List<String> prefix;
    private final Path directory;
    private final Path output;

    /** @param prefix what to put before each command */
    PostgresCommands(Path programs, List<String> prefix, Path directory, Path output) {
        this.programs = programs;
        this.prefix = prefix;
        this.directory = directory;
        this.output = output;
    }

    /** Makes an empty database that sorts text the same way on every machine. */
    boolean make(Path data, String superuser, Path passwordFile, Runnable whileWaiting) {
        return run(
                whileWaiting,
                "initdb",
                "--pgdata=" + directory.relativize(data),
                "--username=" + superuser,
                "--pwfile=" + directory.relativize(passwordFile),
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--no-instructions");
    }

    /** Starts the server, away from our terminal's Ctrl-C, and waits until it takes connections. */
    boolean start(Path data, Runnable whileWaiting) {
        return run(
                whileWaiting,
                "pg_ctl",
                "--pgdata=" + directory.relativize(data),
                "--log=" + directory.relativize(output),
                "--wait",
                "--timeout=600",
                "--silent",
                "start");
    }

    /**
     * Stops the server and waits for that.
     *
     * @param mode {@code fast} ends its sessions, {@code immediate} leaves the tidying to the next start
     */
    boolean stop(Path data, String mode, Runnable whileWaiting) {
        return run(
                whileWaiting,
                "pg_ctl",
                "--pgdata=" + directory.relativize(data),
                "--mode=" + mode,
                "--wait",
                "--timeout=60",
                "--silent",
                "stop");
    }

    private boolean run(Runnable whileWaiting, String program, String... arguments) {
        try {
            var process = builder(program, arguments).start();
            while (!process.waitFor(IMPATIENT_AFTER_SECONDS, TimeUnit.SECONDS)) {
                whileWaiting.run();
            }
            return process.exitValue() == 0;
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private ProcessBuilder builder(String program, String... arguments) {
        var path = programs.resolve("bin").resolve(program).toString();
        var command = Stream.of(prefix.stream(), Stream.of(path), Stream.of(arguments))
                .flatMap(part -> part)
                .toList();
        var builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
        // PGDATA and its kin are meant for another PostgreSQL than ours.
        builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
        builder.environment().put("LC_ALL", "C");
        return builder;
    }
}
