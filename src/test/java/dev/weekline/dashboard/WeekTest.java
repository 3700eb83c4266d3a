package dev.weekline.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import dev.weekline.report.TestService;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The week of an account, as somebody reads it in a browser. It is Wednesday, 2025-W45. */
class WeekTest {

    private static final String FINAL = "week?account=belmonte&week=2025-W39";
    private static final String SETTLING = "week?account=belmonte&week=2025-W44";

    private TestService service;

    @BeforeEach
    void start() {
        service = TestService.start(
                Map.of("WEEKLINE_META_RETRY_BASE", "1ms", "WEEKLINE_META_HTTP_FIRST_BYTE_DEADLINE", "700ms"),
                TestService.account("belmonte"));
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void itsFiguresAreToldAsTheServiceHasThemAndHowSettledTheyAre() {
        service.json("/reports/weekly/2025-W43?account=belmonte");
        var report = service.json("/reports/weekly/2025-W44?account=belmonte");
        try (var desk = Desk.at(service, SETTLING)) {
            assertThat(desk.heading()).containsText("Week 44");
            assertThat(desk.page.getByText("Settling: may still move until 30 Nov"))
                    .isVisible();
            assertThat(desk.page.locator(".standing")).containsText("refreshed just now, 5 Nov 2025, 11:00 CET");
            assertThat(desk.page.locator(".standing")).containsText("revision 1");
            assertThat(desk.page.locator(".standing")).containsText("days of Europe/Warsaw");
            assertThat(desk.tile("spend").locator(".value"))
                    .hasText("PLN\u00a0%,.2f"
                            .formatted(report.at("/totals/spend").decimalValue()));
            assertThat(desk.tile("impressions").locator(".value"))
                    .hasText("%,d".formatted(report.at("/totals/impressions").asLong()));
            var relative = report.at("/comparison/change/leads/relative").asDouble();
            assertThat(desk.tile("leads").locator(".change")).containsText(relative > 0 ? "better" : "worse");
            assertThat(desk.tile("leads").locator(".change")).containsText(relative > 0 ? "▲" : "▼");
            assertThat(desk.section("campaigns").locator("h2"))
                    .containsText(report.at("/sections/campaigns/rowCount").asText() + " rows");
            desk.keep("week");
            desk.section("demographics").scrollIntoViewIfNeeded();
            assertThat(desk.section("demographics").locator("canvas")).isVisible();
        }
    }

    @Test
    void aStaleWeekTurnsFreshByItself() {
        service.json("/reports/weekly/2025-W44?account=belmonte");
        service.time.pass(Duration.ofHours(4));
        service.sandbox.hold();
        try (var desk = Desk.at(service, SETTLING)) {
            assertThat(desk.page.locator(".notice.stale")).containsText("These are the figures of 4 h ago");
            desk.page.evaluate("() => { window.sameAsBefore = true; }");

            service.sandbox.release();

            assertThat(desk.page.locator(".notice.stale")).hasCount(0);
            assertThat(desk.page.locator(".standing")).containsText("refreshed just now");
            assertThat(desk.page.evaluate("() => window.sameAsBefore")).isEqualTo(true);
        }
    }

    @Test
    void aMissingWeekArrivesByProgress() {
        service.sandbox.hold();
        try (var desk = Desk.at(service, FINAL)) {
            assertThat(desk.page.getByText("Not stored yet")).isVisible();
            assertThat(desk.page.getByRole(AriaRole.PROGRESSBAR))
                    .hasAttribute("aria-label", "Fetching 2025-W39 from Meta");
            desk.keep("week-missing");

            service.sandbox.release();

            assertThat(desk.tile("spend").locator(".value")).containsText("PLN");
            assertThat(desk.page.getByText("Not stored yet")).hasCount(0);
            assertThat(desk.page.getByText("Final: it no longer moves")).isVisible();
        }
    }

    @Test
    void aWeekIsFetchedAnewAndShowsHowFarThatIs() {
        service.json("/reports/weekly/2025-W39?account=belmonte");
        try (var desk = Desk.at(service, FINAL)) {
            service.time.pass(Duration.ofHours(2));
            desk.turn();
            service.sandbox.hold();
            desk.button("Refresh").click();
            assertThat(desk.page.locator(".live .progress")).containsText("Fetching 2025-W39 anew");
            assertThat(desk.button("Refresh")).isDisabled();

            service.sandbox.release();

            assertThat(desk.page.locator(".live .progress")).hasCount(0);
            assertThat(desk.page.locator(".standing")).containsText("refreshed just now");
            assertThat(desk.button("Refresh")).isFocused();
        }
    }

    @Test
    void aTableIsSortedByMouseAndByKeyboard() {
        try (var desk = Desk.at(service, FINAL)) {
            var impressions = desk.section("placements").locator("th[data-name=impressions]");
            assertThat(desk.section("placements").locator("th[data-name=spend]"))
                    .hasAttribute("aria-sort", "descending");

            impressions.getByRole(AriaRole.BUTTON).click();
            assertThat(impressions).hasAttribute("aria-sort", "descending");
            assertThat(numbers(desk.column("placements", "impressions")))
                    .hasSizeGreaterThan(3)
                    .isSortedAccordingTo(Comparator.reverseOrder());

            desk.tabTo(impressions.getByRole(AriaRole.BUTTON));
            desk.press("Enter");
            assertThat(impressions).hasAttribute("aria-sort", "ascending");
            assertThat(numbers(desk.column("placements", "impressions"))).isSorted();
            assertThat(impressions.getByRole(AriaRole.BUTTON)).isFocused();
            assertThat(desk.page.locator("#said")).containsText("Sorted by Impressions, lowest first");
        }
    }

    @Test
    void whereRowsAreStillToComeTheServiceSortsAllOfThem() {
        var lowest = service.json("/reports/weekly/2025-W39/relevance?account=belmonte&sort=impressions&limit=1")
                .at("/rows/0");
        try (var desk = Desk.at(service, FINAL)) {
            var relevance = desk.section("relevance");
            assertThat(relevance.locator("tbody tr")).hasCount(25);
            relevance.getByRole(AriaRole.BUTTON).filter(having("Show")).click();
            var count = service.json("/reports/weekly/2025-W39/relevance?account=belmonte")
                    .at("/rowCount")
                    .asInt();
            assertThat(relevance.locator("tbody tr")).hasCount(count);

            desk.page.reload();
            assertThat(relevance.locator("tbody tr")).hasCount(25);
            var impressions = relevance.locator("th[data-name=impressions] button");
            impressions.click();
            impressions.click();
            assertThat(relevance.locator("tbody tr").first())
                    .containsText("%,d".formatted(lowest.at("/impressions").asLong()));
        }
    }

    @Test
    void anAbsentFigureSaysWhyAndIsNoZero() {
        try (var desk = Desk.at(service, "week?account=belmonte&week=2024-W30")) {
            var placements = desk.section("placements");
            assertThat(placements.locator(".notes"))
                    .containsText("Reach, Frequency: Meta leaves it out of rows more than 13 months back.");
            assertThat(desk.column("placements", "reach"))
                    .isNotEmpty()
                    .allSatisfy(cell -> assertThat(cell).startsWith("–").doesNotContain("0"));
            assertThat(placements.locator("tbody .absent .unseen").first())
                    .hasText("not available: Meta leaves it out of rows more than 13 months back");
        }
    }

    @Test
    void aPartialWeekSaysWhatItLacksAndShowsTheRest() {
        service.sandbox.script("every placements call: 503/2");
        try (var desk = Desk.at(service, FINAL)) {
            assertThat(desk.page.locator(".notice").filter(having("Partial.")))
                    .containsText("Placements could not be had; the rest stands.");
            assertThat(desk.section("placements").locator(".notice"))
                    .containsText("Not available. Meta gave no answer.");
            assertThat(desk.section("placements").locator("table")).hasCount(0);
            assertThat(desk.section("campaigns").locator("tbody tr").first()).isVisible();
            desk.keep("week-partial");
        }
    }

    @Test
    void whatMetaRefusesSaysWhatToDo() {
        service.sandbox.script("every totals call: 400/190/463");
        try (var desk = Desk.at(service, FINAL)) {
            var panel = desk.page.locator(".panel.bad");
            assertThat(panel).containsText("Meta refuses this account");
            assertThat(panel).hasAttribute("role", "alert");
            desk.keep("week-blocked");
            panel.getByText("Look at the account").click();
            assertThat(desk.heading()).containsText("Accounts");
        }
    }

    @Test
    void aWeekThatIsNotThereLeadsToTheNearestOne() {
        try (var desk = Desk.at(service, "week?account=belmonte&week=2025-W50")) {
            assertThat(desk.page.getByText("This week has not begun")).isVisible();
            desk.page.getByText("Go to 2025-W45").click();
            assertThat(desk.heading()).containsText("Week 45");

            desk.go("week?account=belmonte&week=2019-W10");
            assertThat(desk.page.getByText("Meta no longer tells this week")).isVisible();
            desk.page.goBack();
            assertThat(desk.heading()).containsText("Week 45");
        }
    }

    @Test
    void theWeekIsHeldAgainstTheTargetsThatAreSet() {
        var roas = service.json("/reports/weekly/2025-W39?account=belmonte").at("/totals/roas");
        try (var desk = Desk.at(service, FINAL)) {
            desk.button("Set targets").click();
            var dialog = desk.page.getByRole(AriaRole.DIALOG);
            dialog.getByLabel("What the account is after").selectOption("purchases");
            dialog.getByLabel("Cost per such event").fill("0.5");
            dialog.getByLabel("ROAS").fill(roas.asText());
            dialog.getByText("Save").click();

            assertThat(desk.page.locator(".kpi").filter(having("Cost per purchase")))
                    .containsText("✗ off track");
            assertThat(desk.page.locator(".kpi").filter(having("ROAS"))).containsText("✓ on track");
            assertThat(service.json("/accounts/belmonte/kpis")
                            .at("/primaryEvent")
                            .asText())
                    .isEqualTo("purchases");
        }
    }

    @Test
    void aSectionIsKeptAsATableOfAllItsRows() {
        try (var desk = Desk.at(service, FINAL)) {
            var download = desk.page.waitForDownload(
                    () -> desk.section("relevance").locator("a.csv").click());

            assertThat(download.suggestedFilename()).isEqualTo("belmonte-2025-W39-relevance.csv");
            assertThat(download.path())
                    .content()
                    .hasLineCount(1
                            + service.json("/reports/weekly/2025-W39/relevance?account=belmonte")
                                    .at("/rowCount")
                                    .asInt());
        }
    }

    private static Locator.FilterOptions having(String text) {
        return new Locator.FilterOptions().setHasText(text);
    }

    private static List<Long> numbers(List<String> cells) {
        return cells.stream().map(cell -> Long.valueOf(cell.replace(",", ""))).toList();
    }
}
