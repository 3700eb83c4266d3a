package dev.weekline.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.weekline.report.TestService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the page offers goes by what a key may do; what it may not is explained and not tried. */
class ScopesViewTest {

    private static TestService service;

    @BeforeAll
    static void start() {
        service = TestService.start(TestService.account("belmonte"), TestService.account("hotel-lumen"));
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void whoMayOnlyReadIsToldWhatTheRestTakes() {
        var key = make("""
                {"name": "Reader", "scopes": ["read"], "accounts": ["belmonte"]}""");
        try (var desk = Desk.at(service, "week?week=2025-W39", key)) {
            assertThat(desk.heading()).containsText("Belmonte");
            assertThat(desk.tile("spend")).isVisible();
            assertThat(desk.button("Refresh")).hasCount(0);
            assertThat(desk.page.getByText("A key with the scope refresh can have this week fetched anew."))
                    .isVisible();
            desk.page
                    .getByRole(AriaRole.COMBOBOX, new Page.GetByRoleOptions().setName("Account"))
                    .click();
            assertThat(desk.page.getByRole(AriaRole.OPTION, new Page.GetByRoleOptions().setName("Belmonte")))
                    .isVisible();
            assertThat(desk.page.getByRole(AriaRole.OPTION, new Page.GetByRoleOptions().setName("Hotel Lumen")))
                    .hasCount(0);

            desk.go("coverage");
            assertThat(desk.page.getByText("A key with the scope operate can have weeks filled in."))
                    .isVisible();
            assertThat(desk.button("Plan a backfill…")).hasCount(0);

            desk.go("operations/keys");
            assertThat(desk.page.getByText("Keys want a key with the scope admin"))
                    .isVisible();
            desk.go("week?account=hotel-lumen&week=2025-W39");
            assertThat(desk.page.getByText("Your key sees no account called hotel-lumen."))
                    .isVisible();
        }
    }

    @Test
    void aKeyIsMadeShownOnceAndRevoked() {
        try (var desk = Desk.at(service, "operations/keys")) {
            desk.button("Make a key…").click();
            var dialog = desk.page.getByRole(AriaRole.DIALOG);
            dialog.getByLabel("What it is for").fill("Weekly mail");
            dialog.getByLabel("refresh: as before").check();
            dialog.getByText("Make it").click();
            var key = dialog.getByLabel("The key").inputValue();
            dialog.getByText("I have kept it").click();

            var row = desk.page.locator("tbody tr").filter(new Locator.FilterOptions().setHasText("Weekly mail"));
            assertThat(row).containsText("refresh");
            assertThat(row).containsText("valid");
            assertThat(desk.page.locator("main")).not().containsText(key);
            org.assertj.core.api.Assertions.assertThat(service.get("/accounts", "Authorization", "Bearer " + key)
                            .statusCode())
                    .isEqualTo(200);

            row.getByText("Revoke").click();
            dialog.getByText("Revoke", new Locator.GetByTextOptions().setExact(true))
                    .click();
            assertThat(row).containsText("revoked");
        }
    }

    private static String make(String order) {
        return TestService.json(service.post("/keys", order)).at("/key").asText();
    }
}
