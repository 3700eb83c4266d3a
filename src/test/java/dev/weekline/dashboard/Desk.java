package dev.weekline.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ViewportSize;
import dev.weekline.report.TestService;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;

/** Somebody who sits before the page, in a real browser that shows the time of the service's clock. */
final class Desk implements AutoCloseable {

    private static final ViewportSize WIDE = new ViewportSize(1280, 900);
    private static final int NARROW = 360;
    private static final int TALL = 740;
    private static final int TABS = 120;
    private static final double PATIENCE_MS = 20_000;

    static {
        // Two cores run the service, its database, Meta and the browser.
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MS);
    }

    private final TestService service;
    private final BrowserContext context;
    final List<String> faults = new ArrayList<>();
    final Page page;

    private Desk(TestService service) {
        this.service = service;
        this.context = Chromium.browser()
                .newContext(new Browser.NewContextOptions()
                        .setBaseURL(service.weekline.address().toString())
                        .setLocale("en-GB")
                        .setViewportSize(WIDE));
        this.page = context.newPage();
        page.onPageError(faults::add);
        page.onConsoleMessage(line -> {
            if (line.text().contains("Content Security Policy")) {
                faults.add(line.text());
            }
        });
        turn();
    }

    /** Before the door. */
    static Desk before(TestService service) {
        return new Desk(service);
    }

    /** Signed in, at a place of the page such as {@code week?account=belmonte}. */
    static Desk at(TestService service, String place) {
        return at(service, place, TestService.KEY);
    }

    /** The same with another key. */
    static Desk at(TestService service, String place, String key) {
        var desk = new Desk(service);
        desk.page.navigate("/#/" + place);
        desk.page.getByLabel("Key", new Page.GetByLabelOptions().setExact(true)).fill(key);
        desk.button("Sign in").click();
        assertThat(desk.page.getByRole(AriaRole.NAVIGATION, new Page.GetByRoleOptions().setName("Views")))
                .isVisible();
        return desk;
    }

    /** Goes on to another place, as a link would. */
    void go(String place) {
        page.evaluate("place => { location.hash = '#/' + place; }", place);
    }

    /** Has the browser's clock say what the service's says. */
    void turn() {
        page.clock().setFixedTime(Date.from(service.time.instant()));
    }

    Locator heading() {
        return page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1));
    }

    Locator button(String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
    }

    Locator section(String name) {
        return page.locator("[data-section=" + name + "]");
    }

    Locator tile(String metric) {
        return page.locator(".tile[data-metric=" + metric + "]");
    }

    /** The texts of a column of a section's table, from the top. */
    List<String> column(String section, String name) {
        var heads = section(section).locator("thead th");
        for (int n = 0; n < heads.count(); n++) {
            if (name.equals(heads.nth(n).getAttribute("data-name"))) {
                return section(section)
                        .locator("tbody tr > :nth-child(" + (n + 1) + ")")
                        .allInnerTexts();
            }
        }
        throw new AssertionError("No column " + name);
    }

    /** Presses Tab until the focus is there, as somebody without a mouse does. */
    void tabTo(Locator place) {
        for (int n = 0; n < TABS; n++) {
            if (Boolean.TRUE.equals(place.evaluate("node => node === document.activeElement"))) {
                return;
            }
            page.keyboard().press("Tab");
        }
        throw new AssertionError("Tab does not lead to " + place);
    }

    void press(String... keys) {
        for (var key : keys) {
            page.keyboard().press(key);
        }
    }

    /** What is shown keeps nobody from using it, and is no wider than a telephone. */
    void assertEverybodyCanUseIt(String picture) {
        Axe.assertNothingSerious(page);
        keep(picture);
        page.setViewportSize(NARROW, TALL);
        // Charts follow the width of the window a moment later.
        page.waitForFunction("width => document.documentElement.scrollWidth === width", NARROW);
        keep(picture + "-narrow");
        page.setViewportSize(WIDE.width, WIDE.height);
    }

    void keep(String picture) {
        page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target", "screenshots", picture + ".png")));
    }

    /** Nothing went wrong in the page meanwhile. */
    @Override
    public void close() {
        context.close();
        assertThat(faults).isEmpty();
    }
}
