package dev.weekline.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.options.AriaRole;
import dev.weekline.report.TestService;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the page weighs, and how soon the first figures are there. */
class WeightTest {

    private static final Logger LOG = LoggerFactory.getLogger(WeightTest.class);
    private static final long MOST_BYTES = 600_000;
    private static final int ROUNDS = 5;

    /** The time is told and not asserted: it is the machine's too. */
    @Test
    void allViewsTogetherWeighLessThanSixHundredKilobytes() {
        try (var service = TestService.start(TestService.account("belmonte"))) {
            service.json("/reports/weekly/2025-W44?account=belmonte");
            try (var desk = Desk.before(service)) {
                var files = new ArrayList<Request>();
                desk.page.onRequestFinished(request -> {
                    if (isFile(request)) {
                        files.add(request);
                    }
                });
                desk.page.navigate("/#/week?account=belmonte&week=2025-W44");
                desk.page
                        .getByLabel("Key", new Page.GetByLabelOptions().setExact(true))
                        .fill(TestService.KEY);
                desk.button("Sign in").click();
                assertThat(desk.tile("spend")).isVisible();
                var first = bytes(files);
                for (var way : List.of("Trend", "Coverage", "Operations")) {
                    desk.page
                            .getByRole(
                                    AriaRole.LINK,
                                    new Page.GetByRoleOptions().setName(way).setExact(true))
                            .click();
                    assertThat(desk.page.locator("main")).hasAttribute("aria-busy", "false");
                }

                LOG.info("The page weighs {} bytes until the week is shown, {} in all", first, bytes(files));
                assertThat(bytes(files)).isBetween(MOST_BYTES / 10, MOST_BYTES);
                LOG.info("From the address to the figures of the week: {}", times(desk));
            }
        }
    }

    /** With what the browser keeps, as somebody has it who comes back. */
    private static List<String> times(Desk desk) {
        var times = new ArrayList<String>();
        for (var round = 0; round < ROUNDS; round++) {
            desk.page.navigate("about:blank");
            var begun = System.nanoTime();
            desk.page.navigate("/#/week?account=belmonte&week=2025-W44");
            desk.tile("spend").waitFor();
            times.add(Duration.ofNanos(System.nanoTime() - begun).toMillis() + " ms");
        }
        return times;
    }

    private static boolean isFile(Request request) {
        var path = URI.create(request.url()).getPath();
        return path.equals("/") || path.startsWith("/assets/");
    }

    private static long bytes(List<Request> files) {
        // Asking for a size lets more of them arrive.
        return List.copyOf(files).stream()
                .map(Request::sizes)
                .mapToLong(sizes -> sizes.responseBodySize + sizes.responseHeadersSize)
                .sum();
    }
}
