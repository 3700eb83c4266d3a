package dev.weekline.tools;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * The packages of {@code src/test/node}, as its lock file has them. They are fetched once for a lock file and kept in
 * the cache of the user ({@code XDG_CACHE_HOME}, else {@code ~/.cache}), where a clean build finds them again.
 */
public final class NodeModules {

    /** What the tests keep for Node. */
    public static final Path SOURCES = Path.of("src", "test", "node").toAbsolutePath();

    private static final Duration FETCHING = Duration.ofMinutes(4);
    private static final Duration ANSWERING = Duration.ofSeconds(30);
    private static final int OLDEST_NODE = 18;
    private static final List<String> LOCKED = List.of("package.json", "package-lock.json");

    private final Path node;
    private final Path folder;

    private NodeModules(Path node, Path folder) {
        this.node = node;
        this.folder = folder;
    }

    /**
     * The packages, which are fetched if they are not there yet.
     *
     * @throws IllegalStateException if Node is missing or too old, or the registry does not answer in time
     */
    public static synchronized NodeModules ready() {
        try {
            var toolbox = Toolbox.ofThisMachine();
            var node = recent(toolbox.find("node", "nodejs", "npm"));
            var folder = cache().resolve("node-" + hash());
            if (!Files.isDirectory(folder)) {
                fetch(toolbox.find("npm", "npm"), folder);
            }
            return new NodeModules(node, folder.resolve("node_modules"));
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    /** Runs a script of one of the packages. */
    public Run run(Run.Frame frame, String script, String... arguments) {
        var command = new String[arguments.length + 2];
        command[0] = node.toString();
        command[1] = folder.resolve(script).toString();
        System.arraycopy(arguments, 0, command, 2, arguments.length);
        return Run.of(frame, command);
    }

    /** The program that runs scripts. */
    public Path node() {
        return node;
    }

    /** Where the packages are. */
    public Path folder() {
        return folder;
    }

    private static Path recent(Path node) {
        var version =
                Run.of(Run.Frame.of(ANSWERING), node.toString(), "--version").lastWords();
        if (Integer.parseInt(version.replaceAll("^v(\\d+).*", "$1")) < OLDEST_NODE) {
            throw new IllegalStateException(
                    "The tests need Node %d or later; %s is %s".formatted(OLDEST_NODE, node, version));
        }
        return node;
    }

    /** Into a folder beside it first, so that there is the whole of it or nothing. */
    private static void fetch(Path npm, Path folder) throws IOException {
        var fresh = Files.createTempDirectory(Files.createDirectories(folder.getParent()), "fetching-");
        for (var file : LOCKED) {
            Files.copy(SOURCES.resolve(file), fresh.resolve(file));
        }
        ask(npm, fresh);
        try {
            Files.move(fresh, folder, ATOMIC_MOVE);
        } catch (FileSystemException alreadyThere) {
            if (!Files.isDirectory(folder)) {
                throw alreadyThere;
            }
        }
    }

    private static void ask(Path npm, Path folder) {
        var registry = Run.of(Run.Frame.of(ANSWERING).in(folder), npm.toString(), "config", "get", "registry")
                .lastWords();
        var failure = "npm could not fetch what the tests need from " + registry;
        try {
            var run = Run.of(
                    Run.Frame.of(FETCHING).in(folder),
                    npm.toString(),
                    "ci",
                    "--ignore-scripts",
                    "--no-audit",
                    "--no-fund",
                    "--prefer-offline",
                    "--fetch-retries=3",
                    "--fetch-timeout=30000",
                    "--loglevel=error");
            if (run.exit() != 0) {
                throw new IllegalStateException(failure + ": " + run.lastWords());
            }
        } catch (Run.Late late) {
            throw new IllegalStateException(failure + " in time", late);
        }
    }

    private static Path cache() {
        return Optional.ofNullable(System.getenv("XDG_CACHE_HOME"))
                .filter(home -> !home.isBlank())
                .map(Path::of)
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache"))
                .resolve("weekline");
    }

    private static String hash() throws IOException {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (var file : LOCKED) {
                digest.update(Files.readString(SOURCES.resolve(file)).getBytes(UTF_8));
            }
            return HexFormat.of().formatHex(digest.digest()).substring(0, 16);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
