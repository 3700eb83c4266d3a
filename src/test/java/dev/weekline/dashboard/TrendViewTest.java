package dev.weekline.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.weekline.report.TestService;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How an account went over a year, and the way there without a mouse. It is Wednesday, 2025-W45. */
class TrendViewTest {

    private TestService service;

    @BeforeEach
    void start() {
        service = TestService.start(TestService.account("belmonte"), TestService.account("hotel-lumen"));
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void aWeekThatIsNotStoredIsAGapAndNoZero() {
        service.json("/reports/weekly/2025-W40?account=belmonte");
        var last = service.json("/reports/weekly/2025-W42?account=belmonte");
        try (var desk = Desk.at(service, "trend?account=belmonte")) {
            assertThat(desk.page.getByText("2 of 54 weeks are stored.")).isVisible();
            assertThat(desk.page.locator("[data-metric=spend] canvas")).isVisible();
            assertThat(desk.page.locator("[data-metric=spend] [role=img]"))
                    .hasAttribute("aria-label", java.util.regex.Pattern.compile("54 weeks, 2 of them stored"));

            desk.page.getByText("All weeks as a table").click();
            assertThat(row(desk, "2025-W41")).containsText("not stored");
            assertThat(row(desk, "2025-W41").locator("td.number").first()).hasText("");
            assertThat(row(desk, "2025-W42"))
                    .containsText(
                            "PLN\u00a0%,.2f".formatted(last.at("/totals/spend").decimalValue()));
            assertThat(row(desk, "2025-W42")).containsText("settling");
            desk.keep("trend");
        }
    }

    @Test
    void whatWasFirstReportedIsBesideWhatItBecame() {
        var first = service.json("/reports/weekly/2025-W44?account=belmonte");
        service.time.pass(Duration.ofDays(10));
        service.post("/reports/weekly/2025-W44/refresh?account=belmonte", "");
        org.awaitility.Awaitility.await()
                .until(() -> service.json("/reports/weekly/2025-W44?account=belmonte")
                                .at("/revision")
                                .asInt()
                        == 2);
        var second = service.json("/reports/weekly/2025-W44?account=belmonte");
        assertThat(second.at("/totals/purchases")).isNotEqualTo(first.at("/totals/purchases"));

        try (var desk = Desk.at(service, "trend?account=belmonte&week=2025-W44")) {
            var became = desk.page
                    .locator(".became div")
                    .filter(new Locator.FilterOptions().setHasText("Purchases"))
                    .first();
            assertThat(became)
                    .containsText("%,d → %,d"
                            .formatted(
                                    first.at("/totals/purchases").asLong(),
                                    second.at("/totals/purchases").asLong()));
            assertThat(desk.page.getByText(
                            "First reported 5 Nov 2025, 11:00 CET; now revision 2, of 15 Nov 2025, 11:00 CET."))
                    .isVisible();
            assertThat(desk.page.getByRole(AriaRole.ROW, new Page.GetByRoleOptions().setName("2 15 Nov")))
                    .isVisible();
        }
    }

    @Test
    void fromTheDoorToEveryViewByKeyboardAlone() {
        service.json("/reports/weekly/2025-W44?account=hotel-lumen");
        try (var desk = Desk.before(service)) {
            desk.page.navigate("/");
            assertThat(desk.page.getByLabel("Key", new Page.GetByLabelOptions().setExact(true)))
                    .isFocused();
            desk.page.keyboard().type("not a key");
            desk.press("Enter");
            assertThat(desk.page.getByRole(AriaRole.ALERT)).containsText("This key is not known");
            desk.page.keyboard().type(TestService.KEY);
            desk.press("Enter");
            assertThat(desk.heading()).containsText("Week 44");

            desk.tabTo(desk.page.getByRole(AriaRole.COMBOBOX, new Page.GetByRoleOptions().setName("Account")));
            desk.page.keyboard().type("lumen");
            desk.press("Enter");
            assertThat(desk.heading()).containsText("Hotel Lumen");
            assertThat(desk.tile("spend").locator(".value")).containsText("US$");

            follow(desk, "Trend");
            assertThat(desk.heading()).containsText("Trend of 54 weeks");
            assertThat(desk.heading()).isFocused();
            follow(desk, "Coverage");
            assertThat(desk.heading()).containsText("Coverage");
            follow(desk, "Operations");
            assertThat(desk.heading()).containsText("Quota");
            follow(desk, "Week");
            assertThat(desk.heading()).containsText("Hotel Lumen");
        }
    }

    private static void follow(Desk desk, String view) {
        desk.tabTo(desk.page
                .getByRole(AriaRole.NAVIGATION, new Page.GetByRoleOptions().setName("Views"))
                .getByText(view));
        desk.press("Enter");
    }

    private static Locator row(Desk desk, String week) {
        return desk.page.locator(".weeks tbody tr").filter(new Locator.FilterOptions().setHasText(week));
    }
}
