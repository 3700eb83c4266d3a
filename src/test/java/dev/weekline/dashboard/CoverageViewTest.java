package dev.weekline.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.weekline.report.TestService;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The map of all weeks, and backfills that are planned on it. It is Wednesday, 2025-W45. */
class CoverageViewTest {

    private TestService service;

    @BeforeEach
    void start() {
        service = TestService.start(
                Map.of("WEEKLINE_PLAN_HORIZON", "1", "WEEKLINE_BACKFILL_TOGETHER", "1"),
                TestService.account("belmonte"),
                TestService.account("hotel-lumen"));
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void aBackfillIsPlannedBeforeAnythingIsSpentAndRunsToItsEnd() {
        try (var desk = Desk.at(service, "coverage")) {
            desk.button("Plan a backfill…").click();
            var dialog = desk.page.getByRole(AriaRole.DIALOG);
            dialog.getByLabel("Some").check();
            dialog.getByLabel("Belmonte").check();
            dialog.getByLabel("From week").fill("2025-W30");
            dialog.getByLabel("To week").fill("2025-W33");
            dialog.getByText("Work out what it takes").click();

            assertThat(dialog.locator(".facts")).containsText("Weeks");
            var plan = TestService.json(service.post("/backfills", """
                    {"accounts": ["belmonte"], "from": "2025-W30", "to": "2025-W33", "dryRun": true}"""));
            assertThat(dialog.locator(".facts dd").allInnerTexts().subList(0, 3))
                    .containsExactly(
                            plan.at("/weeks").asText(),
                            plan.at("/calls").asText(),
                            plan.at("/units").asText());
            assertThat(service.query("SELECT count(*) FROM backfill")).containsExactly("0");
            desk.keep("coverage-plan");

            dialog.getByText("Start").click();
            var line = desk.page.locator(".backfill");
            assertThat(line).containsText("0 of 4 weeks done");
            assertThat(cell(desk, "Belmonte", "2025-W31")).hasAttribute("data-state", "queued");
            step(2);
            assertThat(line).containsText("50 % · 2 of 4 weeks done");
            assertThat(line.getByRole(AriaRole.PROGRESSBAR)).hasAttribute("value", "50");
            step(2);
            assertThat(line).containsText("100 % · 4 of 4 weeks done");
            assertThat(line.locator(".badge")).hasText("done");
            assertThat(cell(desk, "Belmonte", "2025-W31")).hasAttribute("data-state", "stored");
            desk.keep("coverage");
        }
    }

    @Test
    void aBackfillIsCalledOff() {
        service.post("/backfills", """
                {"accounts": ["belmonte"], "from": "2025-W30", "to": "2025-W33"}""");
        try (var desk = Desk.at(service, "coverage")) {
            desk.page.locator(".backfill").getByText("Call it off").click();
            desk.page
                    .getByRole(AriaRole.DIALOG)
                    .getByText("Call it off", new Locator.GetByTextOptions().setExact(true))
                    .last()
                    .click();

            assertThat(desk.page.locator(".backfill .badge")).hasText("cancelled");
            assertThat(service.json("/backfills").at("/items/0/state").asText()).isEqualTo("cancelled");
        }
    }

    @Test
    void theMapIsWalkedByKeyboardAlone() {
        service.json("/reports/weekly/2025-W43?account=belmonte");
        try (var desk = Desk.at(service, "coverage")) {
            assertThat(cell(desk, "Belmonte", "2025-W43")).hasAttribute("data-state", "stored");
            desk.tabTo(desk.page.locator("[role=gridcell][tabindex='0']"));
            assertThat(cell(desk, "Belmonte", "2025-W45")).isFocused();
            assertThat(desk.page.locator("[role=gridcell][tabindex='0']")).hasCount(1);

            desk.press("ArrowDown", "ArrowLeft");
            assertThat(cell(desk, "Hotel Lumen", "2025-W44")).isFocused();
            desk.press("Home");
            assertThat(cell(desk, "Hotel Lumen", "2024-W44")).isFocused();
            desk.press("Enter");
            var dialog = desk.page.getByRole(AriaRole.DIALOG);
            assertThat(dialog).containsText("Hotel Lumen, 2024-W44: missing");
            desk.tabTo(dialog.getByText("Queue it"));
            desk.press("Enter");
            assertThat(cell(desk, "Hotel Lumen", "2024-W44")).hasAttribute("data-state", "queued");
            assertThat(cell(desk, "Hotel Lumen", "2024-W44")).isFocused();

            desk.press("Control+Home", "End", "ArrowLeft", "ArrowLeft");
            assertThat(cell(desk, "Belmonte", "2025-W43")).isFocused();
            assertThat(desk.page.locator("#cell-detail")).containsText("Belmonte, 2025-W43: stored (settling)");
            desk.press("Enter");
            assertThat(desk.heading()).containsText("Week 43");
            assertThat(desk.heading()).isFocused();
        }
    }

    private void step(int times) {
        for (int n = 0; n < times; n++) {
            service.post("/background/collect-one-week", "");
        }
    }

    private static Locator cell(Desk desk, String account, String week) {
        return desk.page
                .getByRole(AriaRole.ROW, new Page.GetByRoleOptions().setName(account))
                .locator("[data-week='" + week + "']");
    }
}
