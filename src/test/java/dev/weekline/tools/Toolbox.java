package dev.weekline.tools;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds programs on the {@code PATH}. One that is missing is installed, where that is ours to do: by {@code apt-get},
 * as root. Else one sentence says what to install; tests that need it then fail.
 *
 * @param folders where programs are, the first first
 * @param isRoot whether we may install some
 */
public record Toolbox(List<Path> folders, boolean isRoot) {

    private static final Duration INSTALLING = Duration.ofMinutes(5);

    /** What this machine has. */
    public static Toolbox ofThisMachine() {
        var folders = Pattern.compile(File.pathSeparator)
                .splitAsStream(System.getenv("PATH"))
                .map(Path::of)
                .toList();
        return new Toolbox(folders, System.getProperty("user.name").equals("root"));
    }

    /**
     * The program of that name.
     *
     * @param packages what Debian and its kin have it in
     * @throws IllegalStateException if it is not there and could not be installed
     */
    public synchronized Path find(String program, String... packages) {
        return look(program).orElseGet(() -> install(program, packages));
    }

    /** The program of that name, if it is there already. */
    public Optional<Path> look(String program) {
        return folders.stream()
                .map(folder -> folder.resolve(program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private Path install(String program, String... packages) {
        var missing = "The tests need %s; install it (on Debian or Ubuntu: apt-get install %s)"
                .formatted(program, String.join(" ", packages));
        var installer = look("apt-get").filter(_ -> isRoot).orElseThrow(() -> new IllegalStateException(missing));
        var frame = Run.Frame.of(INSTALLING).with("DEBIAN_FRONTEND", "noninteractive");
        var updated = Run.of(frame, installer.toString(), "-q", "update");
        var run = updated.exit() != 0
                ? updated
                : Run.of(
                        frame,
                        Stream.concat(
                                        Stream.of(
                                                installer.toString(), "-q", "-y", "--no-install-recommends", "install"),
                                        Stream.of(packages))
                                .toArray(String[]::new));
        return look(program)
                .orElseThrow(() -> new IllegalStateException(missing + "; installing it failed: " + run.lastWords()));
    }
}
