package dev.weekline.boot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Finds the PostgreSQL that runs on a data directory, by the file it leaves there while it runs. */
final class Postmaster {

    static final String FILE = "postmaster.pid";

    private static final int LINE_OF_PID = 0;
    private static final int LINE_OF_START = 2;
    private static final Duration CLOCKS_DIFFER_BY = Duration.ofMinutes(1);

    private Postmaster() {}

    /**
     * The living process, if there is one: the file outlives a killed one, and its number may be somebody else's now.
     */
    static Optional<ProcessHandle> runningOn(Path data) throws IOException {
        var file = data.resolve(FILE);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        var lines = Files.readAllLines(file);
        try {
            var startedAt = Instant.ofEpochSecond(
                    Long.parseLong(lines.get(LINE_OF_START).strip()));
            var process = ProcessHandle.of(Long.parseLong(lines.get(LINE_OF_PID).strip()))
                    .filter(ProcessHandle::isAlive)
                    .filter(Postmaster::isPostgres);
            return process.isPresent() && worksOn(process.get(), data, startedAt) ? process : Optional.empty();
        } catch (NumberFormatException | IndexOutOfBoundsException halfWritten) {
            return Optional.empty();
        }
    }

    private static boolean isPostgres(ProcessHandle process) {
        return process.info()
                .command()
                .filter(command -> command.endsWith("/postgres"))
                .isPresent();
    }

    private static boolean worksOn(ProcessHandle process, Path data, Instant startedAt) throws IOException {
        var worksIn = Path.of("/proc", Long.toString(process.pid()), "cwd");
        if (Files.isSymbolicLink(worksIn)) {
            return worksIn.toRealPath().equals(data.toRealPath());
        }
        return process.info()
                .startInstant()
                .filter(moment -> Duration.between(moment, startedAt).abs().compareTo(CLOCKS_DIFFER_BY) < 0)
                .isPresent();
    }
}
