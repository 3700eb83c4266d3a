package dev.weekline.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import dev.weekline.report.TestService;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Weeks of a backfill that could not be had: why, and trying them anew. */
class FailedWeeksTest {

    private static final String THREE_WEEKS = """
            {"accounts": ["belmonte"], "from": "2025-W30", "to": "2025-W32"}""";

    private TestService service;

    @BeforeEach
    void start() {
        service = TestService.start(
                Map.of(
                        "WEEKLINE_PLAN_HORIZON", "1",
                        "WEEKLINE_BACKFILL_TOGETHER", "1",
                        "WEEKLINE_BACKFILL_ATTEMPTS", "1",
                        "WEEKLINE_META_RETRY_BASE", "1ms"),
                TestService.account("belmonte"));
        service.sandbox.script("every totals call: 503/2");
        service.post("/backfills", THREE_WEEKS);
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void theyAreToldWithWhyAndGoOnToBeDoneByAPressOfAButton() {
        step(2);
        try (var desk = Desk.at(service, "coverage")) {
            var line = desk.page.locator(".backfill");
            assertThat(line).containsText("0 of 3 weeks done · 2 failed");
            var reason = service.json("/coverage?account=belmonte&from=2025-W32&to=2025-W32")
                    .at("/items/0/weeks/0/reason")
                    .asText();
            assertThat(reason).isNotEmpty();
            line.getByText("Why they failed").click();
            assertThat(line.locator("details li")).containsText(reason + " Belmonte 2025-W31, Belmonte 2025-W32");
            desk.assertEverybodyCanUseIt("failed-weeks");

            service.sandbox.behave();
            line.getByText("Try the failed ones anew").click();
            assertThat(line.locator(".progress-words")).not().containsText("failed");
            assertThat(line.getByText("Why they failed")).isHidden();
            step(3);

            assertThat(line).containsText("100 % · 3 of 3 weeks done");
            assertThat(line.locator(".badge")).hasText("done");
            assertThat(desk.page.locator("[data-week='2025-W32'][role=gridcell]"))
                    .hasAttribute("data-state", "stored");
        }
    }

    @Test
    void oneThatIsOverIsBegunAnewAsAnother() {
        step(3);
        try (var desk = Desk.at(service, "coverage")) {
            var lines = desk.page.locator(".backfill");
            assertThat(lines).hasCount(1);
            assertThat(lines).containsText("3 failed");

            service.sandbox.behave();
            lines.getByText("Try the failed ones anew").click();
            assertThat(lines).hasCount(2);
            assertThat(lines.first()).containsText("0 of 3 weeks done");
            step(3);

            assertThat(lines.filter(new Locator.FilterOptions().setHasText("3 of 3 weeks done")))
                    .hasCount(1);
        }
    }

    @Test
    void whereTryingAnewIsRefusedThatIsSaidBesideTheButton() {
        step(3);
        try (var desk = Desk.at(service, "coverage")) {
            var line = desk.page.locator(".backfill");
            assertThat(line).containsText("3 failed");
            desk.page.context().setOffline(true);
            line.getByText("Try the failed ones anew").click();
            assertThat(line.locator(".fault")).containsText("The service gives no answer.");
            assertThat(line).containsText("3 failed");
        }
    }

    @Test
    void whoMayOnlyReadSeesWhyAndNoButton() {
        step(3);
        var key = service.key("read");
        try (var desk = Desk.at(service, "coverage", key)) {
            var line = desk.page.locator(".backfill");
            assertThat(line.getByText("Why they failed")).isVisible();
            assertThat(line.getByText("Try the failed ones anew")).hasCount(0);
        }
    }

    private void step(int times) {
        for (int n = 0; n < times; n++) {
            service.post("/background/collect-one-week", "");
        }
    }
}
