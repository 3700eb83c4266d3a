package dev.weekline.dashboard;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The browser of the tests: a Chromium that is installed, or that is installed now where that can be done without
 * asking anybody (as root, with apt). Elsewhere a test that needs it fails and says what to do; none is ever skipped.
 */
final class Chromium {

    private static final Logger LOG = LoggerFactory.getLogger(Chromium.class);

    private static final String VARIABLE = "CHROMIUM";
    private static final List<String> NAMES =
            List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome");
    private static final List<Path> MAC = List.of(
            Path.of("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"),
            Path.of("/Applications/Chromium.app/Contents/MacOS/Chromium"));
    private static final List<List<String>> INSTALLING = List.of(
            List.of("apt-get", "update"), List.of("apt-get", "install", "-y", "--no-install-recommends", "chromium"));
    private static final int INSTALLING_MINUTES = 4;

    private static final List<String> FLAGS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    private static @Nullable Browser running;

    private Chromium() {}

    /**
     * The one that all tests share; contexts of it are apart as private windows are. It ends with the process, and is
     * for the thread of the tests alone.
     */
    static synchronized Browser browser() {
        var found = running;
        if (found == null) {
            // It would download browsers of its own.
            var quiet = new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1"));
            found = Playwright.create(quiet)
                    .chromium()
                    .launch(new BrowserType.LaunchOptions()
                            .setExecutablePath(executable())
                            .setHeadless(true)
                            .setArgs(FLAGS));
            LOG.info("The browser of the tests is {} {}", executable(), found.version());
            running = found;
        }
        return found;
    }

    /** @throws AssertionError with a sentence that says what to install */
    static Path executable() {
        return named().or(Chromium::installed)
                .or(Chromium::installedNow)
                .orElseThrow(() -> new AssertionError("""
                The tests of the pages need a browser: install Chromium or Google Chrome, or set %s to the path of one.""".formatted(VARIABLE)));
    }

    private static Optional<Path> named() {
        return Optional.ofNullable(System.getenv(VARIABLE)).map(Path::of).map(path -> {
            if (!Files.isExecutable(path)) {
                throw new AssertionError(VARIABLE + " is no program: set it to the path of Chromium or Google Chrome.");
            }
            return path;
        });
    }

    private static Optional<Path> installed() {
        return Stream.concat(NAMES.stream().flatMap(name -> onPath(name).stream()), MAC.stream())
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static Optional<Path> installedNow() {
        if (!System.getProperty("user.name").equals("root") || onPath("apt-get").isEmpty()) {
            return Optional.empty();
        }
        LOG.info("There is no browser here; installing Debian's chromium, which takes a minute or two");
        return INSTALLING.stream().allMatch(Chromium::run) ? installed() : Optional.empty();
    }

    private static Optional<Path> onPath(String name) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                .map(directory -> Path.of(directory, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static boolean run(List<String> command) {
        try {
            var builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.environment().put("DEBIAN_FRONTEND", "noninteractive");
            var process = builder.start();
            process.getOutputStream().close();
            Thread.ofVirtual().start(() -> process.inputReader().lines().forEach(line -> LOG.info("{}", line)));
            if (process.waitFor(INSTALLING_MINUTES, TimeUnit.MINUTES)) {
                return process.exitValue() == 0;
            }
            process.destroyForcibly();
            LOG.warn("{} took longer than {} minutes", command, INSTALLING_MINUTES);
            return false;
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        } catch (InterruptedException end) {
            throw new IllegalStateException(end);
        }
    }
}
