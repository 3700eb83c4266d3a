package dev.weekline.dashboard;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import dev.weekline.tools.Toolbox;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    private static final Toolbox TOOLBOX = Toolbox.ofThisMachine();

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

    /** @throws IllegalStateException with a sentence that says what to install */
    static Path executable() {
        return named().or(Chromium::installed).orElseGet(() -> TOOLBOX.find("chromium", "chromium"));
    }

    private static Optional<Path> named() {
        return Optional.ofNullable(System.getenv(VARIABLE)).map(Path::of).map(path -> {
            if (!Files.isExecutable(path)) {
                throw new IllegalStateException(
                        VARIABLE + " is no program: set it to the path of Chromium or Google Chrome.");
            }
            return path;
        });
    }

    private static Optional<Path> installed() {
        return Stream.concat(
                        NAMES.stream().flatMap(name -> TOOLBOX.look(name).stream()),
                        MAC.stream().filter(Files::isExecutable))
                .findFirst();
    }
}
