package dev.weekline.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.weekline.report.TestService;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What holds for every view of the page: everybody can use it, on a telephone and in the dark too. */
class EveryViewTest {

    private static final int NARROW = 360;
    private static final int TALL = 740;
    private static TestService service;

    /** A view with something to show. */
    private enum View {
        WEEK("week?account=belmonte&week=2025-W44", "Week"),
        PARTIAL_WEEK("week?account=belmonte&week=2025-W39", "Week"),
        NO_WEEK("week?account=belmonte&week=2025-W52", "Week"),
        TREND("trend?account=belmonte", "Trend"),
        COVERAGE("coverage", "Coverage"),
        QUOTA("operations/quota", "Operations"),
        RUNS("operations/runs", "Operations"),
        STATISTICS("operations/statistics", "Operations"),
        ACCOUNTS("operations/accounts", "Operations"),
        KEYS("operations/keys", "Operations");

        private final String place;
        private final String way;

        View(String place, String way) {
            this.place = place;
            this.way = way;
        }

        String picture(String kind) {
            return name().toLowerCase(Locale.ROOT).replace('_', '-') + "-" + kind;
        }

        private String tab() {
            return place.startsWith("operations/") ? "#tab-" + place.substring("operations/".length()) : "body";
        }
    }

    @BeforeAll
    static void start() {
        service = TestService.start(TestService.account("belmonte"), TestService.account("hotel-lumen"));
        service.post(
                "/keys", "{\"name\": \"Dashboard of Belmonte\", \"scopes\": [\"read\"], \"accounts\": [\"belmonte\"]}");
        service.sandbox.script("placements: 400/100");
        service.json("/reports/weekly/2025-W39?account=belmonte");
        service.sandbox.behave();
        List.of("2025-W41", "2025-W42", "2025-W43", "2025-W44")
                .forEach(week -> service.json("/reports/weekly/" + week + "?account=belmonte"));
        service.time.pass(Duration.ofDays(1));
        service.post("/reports/weekly/2025-W44/refresh?account=belmonte", "");
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"LIGHT", "DARK"})
    void everybodyCanUseItInLightAndInDark(ColorScheme colours) {
        try (var desk = Desk.at(service, View.WEEK.place)) {
            desk.page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(colours));
            for (var view : View.values()) {
                show(desk, view);

                assertThat(isDark(desk.page)).as(view.name()).isEqualTo(colours == ColorScheme.DARK);
                Axe.assertNothingSerious(desk.page);
                desk.keep(view.picture(colours.name().toLowerCase(Locale.ROOT)));
            }
        }
    }

    @Test
    void nothingIsWiderThanATelephone() {
        try (var desk = Desk.at(service, View.WEEK.place)) {
            desk.page.setViewportSize(NARROW, TALL);
            for (var view : View.values()) {
                show(desk, view);

                desk.keep(view.picture("narrow"));
                assertThat(desk.page.evaluate("() => document.documentElement.scrollWidth"))
                        .as(view.name())
                        .isEqualTo(NARROW);
                assertThat(sticksOut(desk.page)).as(view.name()).isEqualTo(List.of());
                Axe.assertNothingSerious(desk.page);
            }
        }
    }

    private static void show(Desk desk, View view) {
        desk.go(view.place);
        assertThat(desk.page
                        .getByRole(AriaRole.NAVIGATION, new Page.GetByRoleOptions().setName("Views"))
                        .locator("[aria-current=page]"))
                .hasText(view.way);
        if (view.way.equals("Operations")) {
            assertThat(desk.page.locator(view.tab())).hasAttribute("aria-current", "page");
        }
        assertThat(desk.page.locator("main")).hasAttribute("aria-busy", "false");
    }

    /** Buttons, fields and headings that begin beyond the right edge, and lie in nothing that scrolls. */
    private static Object sticksOut(Page page) {
        return page.evaluate("""
                () => [...document.querySelectorAll('button, a, input, select, h1, h2, p')].filter((node) => {
                    const box = node.getBoundingClientRect();
                    if (box.width <= 1 || box.left < innerWidth && box.right <= innerWidth + 1) return false;
                    for (let around = node.parentElement; around; around = around.parentElement) {
                        if (['auto', 'scroll'].includes(getComputedStyle(around).overflowX)) return false;
                    }
                    return true;
                }).map((node) => node.outerHTML.slice(0, 200))""");
    }

    private static boolean isDark(Page page) {
        return (boolean) page.evaluate("""
                () => {
                    const sum = (colour) => colour.match(/\\d+/g).slice(0, 3).reduce((all, one) => all + Number(one), 0);
                    const ground = [document.body, document.documentElement]
                        .map((node) => getComputedStyle(node).backgroundColor)
                        .find((colour) => colour !== 'rgba(0, 0, 0, 0)');
                    return sum(ground) < sum(getComputedStyle(document.body).color);
                }""");
    }
}
