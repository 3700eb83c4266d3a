package dev.weekline.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.weekline.report.TestService;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the page says where Meta may not be asked for the moment. It is 11:00 in Warsaw. */
class QuotaStatesTest {

    private static final String MISSING = "week?account=belmonte&week=2025-W38";
    private static final int NARROW = 360;
    private static final int TALL = 740;

    private TestService service;

    @BeforeEach
    void start() {
        // A week costs 14 units; one more is spent on finding out about the account.
        service = TestService.start(
                Map.of("WEEKLINE_QUOTA_BURST", "15", "WEEKLINE_QUOTA_UNITS_PER_HOUR", "60"),
                TestService.account("belmonte"));
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void aWeekThatWaitsForQuotaSaysUntilWhenAndArrivesByItself() {
        service.json("/reports/weekly/2025-W39?account=belmonte");
        try (var desk = Desk.at(service, MISSING)) {
            var notice = desk.page.locator(".panel .notice");
            assertThat(notice).containsText("The quota is used up for the moment.");
            assertThat(notice).containsText("0 of 15 units are left");
            assertThat(notice).containsText("60 come back in an hour");
            assertThat(notice).containsText("The week is expected in about 1 min, at 5 Nov 2025, 11:01 CET");
            assertThat(desk.page.getByText("It waits for its turn and shows up here by itself"))
                    .isVisible();
            assertEverybodyCanUse(desk, "quota-exhausted");

            service.time.pass(Duration.ofMinutes(15));
            desk.turn();

            assertThat(desk.tile("spend")).isVisible();
            assertThat(desk.page.getByText("Not stored yet")).hasCount(0);
        }
    }

    @Test
    void aWeekForWhichTheQuotaDoesNotLastSaysWhatItLacksAndWhenThatIsWorthAsking() {
        service.json("/reports/weekly/2025-W39?account=belmonte");
        service.time.pass(Duration.ofMinutes(5));
        try (var desk = Desk.at(service, MISSING)) {
            assertThat(desk.tile("spend")).isVisible();
            assertThat(desk.page.locator(".notice").filter(having("Partial."))).containsText("the rest stands");
            var daily = desk.section("daily").locator(".notice");
            assertThat(daily).containsText("What may be asked of Meta was spent for the moment.");
            assertThat(daily).containsText("It is asked for again by the next reader from 5 Nov 2025, 11:");
            assertThat(daily).containsText("CET");
        }
    }

    @Test
    void aClosedGateSaysWhyAndWhenItOpensWithItsZone() {
        service.sandbox.script("the 1st totals call: 400/80000/2446079");
        service.get("/reports/weekly/2025-W39?account=belmonte", "Prefer", "wait=1");
        var gate = service.json("/quota").at("/gates/0");
        try (var desk = Desk.at(service, MISSING)) {
            var notice = desk.page.locator(".panel .notice");
            assertThat(notice).containsText("Meta lets no calls pass for the moment.");
            assertThat(notice).containsText(gate.at("/reason").asText());
            assertThat(notice).containsText("the gate opens in about 1 h, at 5 Nov 2025, 12:00 CET");

            notice.getByText("Look at the quota").click();
            var told = desk.page.getByRole(AriaRole.LIST, new Page.GetByRoleOptions().setName("Closed gates"));
            assertThat(told).containsText("Belmonte: " + gate.at("/reason").asText());
            assertThat(told).containsText(". It stops everything and opens 5 Nov 2025, 11:00 UTC (in about 1 h)");
            assertEverybodyCanUse(desk, "gate-closed");
        }
    }

    private static Locator.FilterOptions having(String text) {
        return new Locator.FilterOptions().setHasText(text);
    }

    private static void assertEverybodyCanUse(Desk desk, String picture) {
        Axe.assertNothingSerious(desk.page);
        desk.keep(picture);
        desk.page.setViewportSize(NARROW, TALL);
        org.assertj.core.api.Assertions.assertThat(desk.page.evaluate("() => document.documentElement.scrollWidth"))
                .isEqualTo(NARROW);
        desk.keep(picture + "-narrow");
    }
}
