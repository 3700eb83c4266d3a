package dev.weekline.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.weekline.report.TestService;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The contract as a page: a key goes in, and its examples run. The clock of this browser goes; Swagger UI waits by it.
 */
class DocsTest {

    private static TestService service;
    private BrowserContext context;
    private Page page;
    private Console console;

    @BeforeAll
    static void startService() {
        service = TestService.start(TestService.account("belmonte"));
    }

    @AfterAll
    static void stopService() {
        service.close();
    }

    @BeforeEach
    void start() {
        context = Chromium.browser()
                .newContext(new Browser.NewContextOptions()
                        .setBaseURL(service.weekline.address().toString()));
        page = context.newPage();
        console = Console.of(page);
    }

    @AfterEach
    void stop() {
        context.close();
    }

    @Test
    void aKeyGoesInAndAnExampleRunsAndTheKeyIsKeptNowhere() {
        open();
        authorize(TestService.KEY);

        var example = operation("reports-getWeeklyReport");
        execute(example);

        assertThat(status(example)).containsText("200");
        assertThat(example.locator(".live-responses-table")).containsText("\"week\": \"2025-W39\"");
        page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target", "screenshots", "docs.png")));
        assertThat(page.evaluate("() => localStorage.length + sessionStorage.length"))
                .isEqualTo(0);
        assertThat(context.cookies()).isEmpty();
        assertThat(console.errors()).isEmpty();
    }

    @Test
    void withoutAKeyItIsToldWhatIsMissing() {
        open();

        var example = operation("accounts-listAccounts");
        execute(example);

        assertThat(status(example)).containsText("401");
        assertThat(example.locator(".live-responses-table")).containsText("Key missing or not known");
    }

    @Test
    void whoIsSignedInOnThePageNeedsNoKeyHereEvenToChangeSomething() {
        page.navigate("/");
        page.getByLabel("Key", new Page.GetByLabelOptions().setExact(true)).fill(TestService.KEY);
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign in"))
                .click();
        link("API documentation").click();

        var example = operation("reports-refreshWeeklyReport");
        execute(example);

        assertThat(status(example)).containsText("202");
        link("Weekline").click();
        assertThat(page.getByRole(AriaRole.NAVIGATION, new Page.GetByRoleOptions().setName("Views")))
                .isVisible();
    }

    /** One rule is passed over within what Swagger UI makes: it puts buttons to copy a path into buttons to open it. */
    @ParameterizedTest
    @EnumSource(names = {"LIGHT", "DARK"})
    void itIsUsableByEverybody(ColorScheme colours) {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(colours));
        open();

        Axe.assertNothingSerious(page, "#docs");
        Axe.assertNothingSerious(page, List.of("nested-interactive"));
    }

    private void open() {
        page.navigate("/docs");
        assertThat(page.locator(".opblock").first()).isVisible();
    }

    private void authorize(String key) {
        page.locator("button.authorize").first().click();
        var dialog = page.locator(".dialog-ux");
        dialog.locator("input").fill(key);
        dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Apply credentials"))
                .click();
        dialog.locator(".btn-done").click();
    }

    private Locator link(String name) {
        return page.getByRole(
                AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    private Locator operation(String name) {
        var operation = page.locator("#operations-" + name);
        operation.locator(".opblock-summary-control").click();
        return operation;
    }

    private static void execute(Locator operation) {
        operation.locator("button.execute").click();
    }

    private static Locator status(Locator operation) {
        return operation
                .locator(".live-responses-table tbody .response-col_status")
                .first();
    }
}
