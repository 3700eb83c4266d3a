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

/** What the service does and what that costs, as an operator looks at it in a browser. */
class OperationsViewTest {

    private TestService service;

    @BeforeEach
    void start() {
        service = TestService.start(
                Map.of("WEEKLINE_QUOTA_UNITS_PER_HOUR", "200", "WEEKLINE_QUOTA_BURST", "100"),
                TestService.account("belmonte"),
                TestService.account("hotel-lumen"));
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void theQuotaIsWhatTheServiceTells() {
        service.json("/reports/weekly/2025-W39?account=belmonte");
        var app = service.json("/quota").at("/buckets/0");
        try (var desk = Desk.at(service, "operations/quota")) {
            assertThat(desk.page.locator(".gauge-value").first())
                    .hasText("%d of %d units left"
                            .formatted(
                                    app.get("left").asLong(),
                                    app.get("capacity").asLong()));
            assertThat(desk.page.getByText("No gate is closed: Meta lets calls pass."))
                    .isVisible();
            assertThat(row(desk, "Quota of each account", "Belmonte")).isVisible();
        }
    }

    @Test
    void aClosedGateSaysWhenItOpens() {
        service.sandbox.script("first 1 calls: 400/80004");
        service.get("/reports/weekly/2025-W39?account=belmonte", "Prefer", "wait=1");
        var gate = service.json("/quota").at("/gates/0");
        try (var desk = Desk.at(service, "operations/quota")) {
            var told = desk.page.getByRole(AriaRole.LIST, new Page.GetByRoleOptions().setName("Closed gates"));
            assertThat(told).containsText("Belmonte: " + gate.get("reason").asText());
            assertThat(told).containsText("opens");
            assertThat(told).containsText("2025");
            desk.keep("gate");
        }
    }

    @Test
    void runsAreFoundByWhatCameOfThemAndToldCallByCall() {
        service.json("/reports/weekly/2025-W39?account=belmonte");
        service.sandbox.script("calls: 400/100");
        service.get("/reports/weekly/2025-W38?account=belmonte");
        service.sandbox.behave();
        service.json("/reports/weekly/2025-W39?account=hotel-lumen");
        try (var desk = Desk.at(service, "operations/runs")) {
            var rows = desk.page.locator("table tbody tr");
            assertThat(rows).hasCount(service.json("/runs").get("items").size());

            desk.page.locator("#runs-status").selectOption("failed");
            assertThat(rows).hasCount(1);
            assertThat(rows.first()).containsText("2025-W38");
            desk.page.locator("#runs-status").selectOption("");
            desk.page
                    .locator("#runs-whose")
                    .selectOption(TestService.account("hotel-lumen").id());
            assertThat(rows).hasCount(1);
            assertThat(rows.first()).containsText("2025-W39");

            rows.first().locator(".run-open").click();
            var dialog = desk.page.getByRole(AriaRole.DIALOG);
            assertThat(dialog).isVisible();
            assertThat(dialog).containsText("Placements");
            desk.keep("run");
            desk.press("Escape");
            assertThat(dialog).hasCount(0);
            assertThat(rows.first().locator(".run-open")).isFocused();
        }
    }

    @Test
    void anAccountIsCheckedAndPausedAndAskedAboutBefore() {
        try (var desk = Desk.at(service, "operations/accounts")) {
            var account = row(desk, "Accounts", "Belmonte");
            assertThat(account).containsText("PLN");
            desk.button("Check Belmonte at Meta").click();
            assertThat(desk.page.getByRole(AriaRole.DIALOG)).containsText("Reports of this account can be fetched.");
            desk.press("Escape");
            assertThat(account).containsText("healthy");

            desk.button("Pause Belmonte").click();
            desk.page
                    .getByRole(AriaRole.DIALOG)
                    .getByRole(
                            AriaRole.BUTTON,
                            new Locator.GetByRoleOptions().setName("Pause").setExact(true))
                    .click();

            assertThat(desk.button("Resume Belmonte")).isVisible();
            assertThat(service.json("/accounts/belmonte").get("paused").asBoolean())
                    .isTrue();
            assertThat(service.query("SELECT DISTINCT who FROM audit_entry")).containsExactly("admin-key");
        }
    }

    @Test
    void aKeyIsMadeShownOnceUsedAndRevoked() {
        try (var desk = Desk.at(service, "operations/keys")) {
            desk.button("Make a key").click();
            desk.page.getByLabel("What it is for").fill("Wall in the office");
            desk.button("Make it").click();
            var key = desk.page
                    .getByLabel("The key", new Page.GetByLabelOptions().setExact(true))
                    .inputValue();
            assertThat(service.get("/accounts", "Authorization", "Bearer " + key)
                            .statusCode())
                    .isEqualTo(200);
            desk.button("I have kept it").click();
            assertThat(desk.page.locator("body")).not().containsText(key);

            desk.button("Revoke Wall in the office").click();
            desk.page
                    .getByRole(AriaRole.DIALOG)
                    .getByRole(
                            AriaRole.BUTTON,
                            new Locator.GetByRoleOptions().setName("Revoke").setExact(true))
                    .click();

            assertThat(row(desk, "Keys", "Wall in the office")).containsText("revoked");
            assertThat(service.get("/accounts", "Authorization", "Bearer " + key)
                            .statusCode())
                    .isEqualTo(401);
        }
    }

    private static Locator row(Desk desk, String table, String name) {
        return desk.page
                .getByRole(AriaRole.TABLE, new Page.GetByRoleOptions().setName(table))
                .getByRole(AriaRole.ROW, new Locator.GetByRoleOptions().setName(name));
    }
}
