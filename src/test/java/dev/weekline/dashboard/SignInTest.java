package dev.weekline.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.SameSiteAttribute;
import dev.weekline.report.TestService;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Signing in on the page, and out again. */
class SignInTest {

    private TestService service;

    @BeforeEach
    void start() {
        service = TestService.start(TestService.account("belmonte"));
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void theKeyGoesIntoACookieThatNoScriptReadsAndIntoNoStorage() {
        try (var desk = Desk.before(service)) {
            var console = Console.of(desk.page);
            desk.page.navigate("/");
            assertThat(desk.heading()).hasText("Sign in");
            desk.keep("sign-in");

            signIn(desk);

            assertThat(views(desk)).isVisible();
            var cookies = desk.page.context().cookies();
            assertThat(cookies).singleElement().satisfies(cookie -> {
                assertThat(cookie.name).isEqualTo("weekline_session");
                assertThat(cookie.value).doesNotContain(TestService.KEY);
                assertThat(cookie.httpOnly).isTrue();
                assertThat(cookie.sameSite).isEqualTo(SameSiteAttribute.STRICT);
                assertThat(cookie.path).isEqualTo("/");
                // Over plain HTTP a browser would keep no other.
                assertThat(cookie.secure).isFalse();
                assertThat(Instant.ofEpochSecond(cookie.expires.longValue()))
                        .isBetween(
                                Instant.now().plus(Duration.ofHours(11)),
                                Instant.now().plus(Duration.ofHours(13)));
            });
            assertThat(desk.page.evaluate("() => document.cookie")).isEqualTo("");
            assertThat(stored(desk.page)).isEqualTo("{}{}00");

            // It is the cookie that one stays signed in by.
            desk.page.reload();
            assertThat(views(desk)).isVisible();
            assertThat(console.errors()).isEmpty();
        }
    }

    @Test
    void signingOutEndsTheSessionAtTheServiceToo() {
        try (var desk = Desk.at(service, "week?account=belmonte")) {
            assertThat(service.query("SELECT key_id FROM key_session")).containsExactly("admin-key");

            desk.button("Sign out").click();

            assertThat(desk.heading()).hasText("Sign in");
            assertThat(desk.page.context().cookies()).isEmpty();
            assertThat(service.query("SELECT key_id FROM key_session")).isEmpty();
            desk.page.reload();
            assertThat(desk.heading()).hasText("Sign in");
        }
    }

    @Test
    void aWrongKeyIsToldAsWhatItIsAndLeavesNothingBehind() {
        try (var desk = Desk.before(service)) {
            desk.page.navigate("/");
            key(desk.page).fill("wl_" + "0".repeat(49));
            desk.button("Sign in").click();

            assertThat(desk.page.getByRole(AriaRole.ALERT)).containsText("This key is not known");
            assertThat(key(desk.page)).isFocused();
            assertThat(desk.page.context().cookies()).isEmpty();
            assertThat(stored(desk.page)).isEqualTo("{}{}00");
        }
    }

    @Test
    void whoseSessionHasEndedSignsInAgainAndIsWhereTheyWere() {
        try (var desk = Desk.at(service, "week?account=belmonte&week=2025-W39")) {
            assertThat(desk.heading()).containsText("Week 39");

            service.time.pass(Duration.ofHours(12));
            desk.turn();
            desk.go("week?account=belmonte&week=2025-W38");

            assertThat(desk.page.getByText("Your session has ended.")).isVisible();
            assertThat(desk.heading()).hasText("Sign in");
            signIn(desk);
            assertThat(desk.heading()).containsText("Week 38");
        }
    }

    @Test
    void itIsUsableByKeyboardAloneAndByEverybody() {
        try (var desk = Desk.before(service)) {
            desk.page.navigate("/");
            assertThat(key(desk.page)).isFocused();
            Axe.assertNothingSerious(desk.page);

            desk.page.keyboard().type(TestService.KEY);
            desk.press("Enter");

            assertThat(views(desk)).isVisible();
        }
    }

    private static void signIn(Desk desk) {
        key(desk.page).fill(TestService.KEY);
        desk.button("Sign in").click();
    }

    private static Locator key(Page page) {
        return page.getByLabel("Key", new Page.GetByLabelOptions().setExact(true));
    }

    private static Locator views(Desk desk) {
        return desk.page.getByRole(AriaRole.NAVIGATION, new Page.GetByRoleOptions().setName("Views"));
    }

    /** All that a page may keep in a browser, but for cookies: two storages, and how many databases and caches. */
    private static Object stored(Page page) {
        return page.evaluate("""
                async () => JSON.stringify({...localStorage}) + JSON.stringify({...sessionStorage})
                    + (await indexedDB.databases()).length + (await caches.keys()).length""");
    }
}
