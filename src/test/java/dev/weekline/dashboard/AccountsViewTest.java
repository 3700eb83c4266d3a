package dev.weekline.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.weekline.report.TestService;
import dev.weekline.sandbox.SandboxAccount;
import dev.weekline.sandbox.SandboxToken;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Registering accounts, pausing them and giving them new tokens, by the page alone. */
class AccountsViewTest {

    private static final SandboxAccount BELMONTE = TestService.account("belmonte");
    private static final SandboxAccount LUMEN = TestService.account("hotel-lumen");
    private static final String NEXT = "SBXnext0000000000000000000000000000000000000000000001";
    private static final String PLACE = "operations/accounts";

    private TestService service;

    @BeforeEach
    void start() {
        service = TestService.startUnregistered(
                Map.of(), List.of(BELMONTE, LUMEN), SandboxToken.reading(NEXT, List.of(BELMONTE.id())));
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void theFirstAccountIsRegisteredWithoutLeavingThePage() {
        try (var desk = Desk.at(service, "week")) {
            desk.page.evaluate("() => { window.sameAsBefore = true; }");
            assertThat(desk.heading()).hasText("No account yet");
            desk.page.getByText("Register one").click();
            assertThat(desk.page.getByText("No account is registered that your key sees."))
                    .isVisible();

            desk.button("Register an account…").click();
            var form = dialog(desk);
            assertThat(form.getByLabel("Account id")).isFocused();
            form.getByLabel("Account id").fill(LUMEN.id().substring("act_".length()));
            form.getByLabel("Access token").fill(LUMEN.accessToken());
            press(form, "Register");

            assertThat(form).hasCount(0);
            assertThat(row(desk, "Hotel Lumen")).containsText("USD");
            assertThat(row(desk, "Hotel Lumen")).containsText("America/Los_Angeles");
            assertThat(row(desk, "Hotel Lumen")).containsText("healthy");
            assertThat(desk.page.locator("#said")).containsText("Hotel Lumen is registered");
            assertThat(desk.button("Register an account…")).isFocused();
            assertThat(desk.page
                            .getByRole(AriaRole.COMBOBOX, new Page.GetByRoleOptions().setName("Account"))
                            .first())
                    .hasValue("Hotel Lumen");
            assertThat(desk.page.evaluate("() => window.sameAsBefore")).isEqualTo(true);
            assertIsNowhere(desk, LUMEN.accessToken());
        }
    }

    @Test
    void whatIsWrongIsSaidBesideTheFieldThatIsAtFault() {
        register(BELMONTE);
        try (var desk = Desk.at(service, PLACE)) {
            desk.button("Register an account…").click();
            var form = dialog(desk);

            fill(form, "act_12x", LUMEN.accessToken(), "");
            press(form, "Register");
            assertFault(form, "id", "digits");
            desk.assertEverybodyCanUseIt("register");

            fill(form, LUMEN.id(), LUMEN.accessToken(), "Not A Slug");
            press(form, "Register");
            assertFault(form, "slug", "slug");
            assertThat(form.locator("#new-id-fault")).isEmpty();

            fill(form, LUMEN.id(), LUMEN.accessToken(), "belmonte");
            press(form, "Register");
            assertFault(form, "slug", "belmonte");

            fill(form, BELMONTE.id(), BELMONTE.accessToken(), "");
            press(form, "Register");
            assertFault(form, "id", "registered");
            assertThat(service.json("/accounts").at("/items").size()).isOne();
        }
    }

    @Test
    void aTokenThatMetaRefusesIsToldAndRegistersNothing() {
        try (var desk = Desk.at(service, PLACE)) {
            desk.button("Register an account…").click();
            var form = dialog(desk);
            fill(form, LUMEN.id(), "not-a-token-of-theirs", "");
            press(form, "Register");

            assertThat(form.getByText("token").last()).isVisible();
            assertThat(form.getByRole(AriaRole.ALERT).last()).containsText("token");
            assertThat(service.json("/accounts").at("/items")).isEmpty();

            form.getByLabel("Access token").fill(LUMEN.accessToken());
            press(form, "Register");
            assertThat(row(desk, "Hotel Lumen")).isVisible();
        }
    }

    @Test
    void anAccountIsPausedAndGoesOn() {
        register(BELMONTE);
        try (var desk = Desk.at(service, PLACE)) {
            desk.button("Pause Belmonte").click();
            press(dialog(desk), "Leave it");
            assertThat(desk.button("Pause Belmonte")).isFocused();
            assertThat(isPaused()).isFalse();

            desk.press("Enter");
            press(dialog(desk), "Pause");
            assertThat(desk.button("Resume Belmonte")).isFocused();
            assertThat(row(desk, "Belmonte").locator(".health")).containsText("paused");
            assertThat(desk.page.locator("#said")).containsText("Belmonte is paused");
            assertThat(isPaused()).isTrue();

            desk.press("Enter");
            assertThat(desk.button("Pause Belmonte")).isFocused();
            assertThat(row(desk, "Belmonte").locator(".health")).not().containsText("paused");
            assertThat(isPaused()).isFalse();
        }
    }

    @Test
    void aDeadTokenIsToldInWordsAndANewOneIsStoredAndNeverSeenAgain() {
        register(BELMONTE);
        service.sandbox.script("every call of %s: 400/190/460".formatted(BELMONTE.id()));
        try (var desk = Desk.at(service, "week?account=belmonte&week=2025-W39")) {
            desk.page.getByText("Look at the account").click();
            assertThat(row(desk, "Belmonte").locator(".health")).containsText("dead");
            assertThat(row(desk, "Belmonte").locator(".why")).containsText("store a new access token");
            desk.assertEverybodyCanUseIt("token-dead");

            service.sandbox.behave();
            desk.button("Store a new token for Belmonte").click();
            var form = dialog(desk);
            assertThat(form.getByLabel("Access token")).hasAttribute("type", "password");
            form.getByLabel("Access token").fill("not-a-token-of-theirs");
            press(form, "Store");
            assertThat(form.getByRole(AriaRole.ALERT).last()).containsText("token");

            form.getByLabel("Access token").fill(NEXT);
            press(form, "Store");
            assertThat(form).hasCount(0);
            assertThat(row(desk, "Belmonte").locator(".health")).hasText("healthy");
            assertThat(desk.button("Store a new token for Belmonte")).isFocused();
            assertThat(desk.page.locator("#said")).containsText("The new token of Belmonte works and is stored");
            assertIsNowhere(desk, NEXT);

            desk.go("week?account=belmonte&week=2025-W39");
            assertThat(desk.tile("spend")).isVisible();
        }
    }

    @Test
    void whatTheKeyMayNotDoIsNotOffered() {
        register(BELMONTE);
        try (var desk = Desk.at(service, PLACE, service.key("read", "belmonte"))) {
            assertThat(row(desk, "Belmonte")).containsText("healthy");
            assertThat(desk.page.getByText("A key with the scope operate can check, pause and register accounts."))
                    .isVisible();
            assertThat(desk.page.locator("main").getByRole(AriaRole.BUTTON).filter(having("Pause")))
                    .hasCount(0);
            assertThat(desk.button("Register an account…")).hasCount(0);
        }
        try (var desk = Desk.at(service, PLACE, service.key("operate", "belmonte"))) {
            assertThat(desk.button("Pause Belmonte")).isVisible();
            assertThat(desk.button("Register an account…")).hasCount(0);
        }
    }

    private void register(SandboxAccount account) {
        service.post("/accounts", """
                {"id": "%s", "accessToken": "%s", "slug": "%s"}""".formatted(account.id(), account.accessToken(), account.slug()));
    }

    private boolean isPaused() {
        return service.json("/accounts/belmonte").get("paused").asBoolean();
    }

    private static void fill(Locator form, String id, String token, String slug) {
        form.getByLabel("Account id").fill(id);
        form.getByLabel("Access token").fill(token);
        form.getByLabel("Short name").fill(slug);
    }

    private static void press(Locator form, String button) {
        form.getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName(button).setExact(true))
                .click();
    }

    private static void assertFault(Locator form, String field, String words) {
        var input = form.locator("#new-" + field);
        assertThat(form.locator("#new-" + field + "-fault")).containsText(words);
        assertThat(input).hasAttribute("aria-invalid", "true");
        assertThat(input).isFocused();
        assertThat(form.locator("[aria-invalid]")).hasCount(1);
    }

    /** Neither in what is shown, nor typed anywhere, nor kept by the browser. */
    private static void assertIsNowhere(Desk desk, String token) {
        assertThat(desk.page.evaluate("""
                async () => [document.documentElement.outerHTML, ...[...document.querySelectorAll('input')].map((i) => i.value),
                    JSON.stringify({...localStorage}), JSON.stringify({...sessionStorage}), document.cookie,
                    location.href, JSON.stringify(history.state)].join()""").toString()).doesNotContain(token);
    }

    private static Locator dialog(Desk desk) {
        return desk.page.getByRole(AriaRole.DIALOG);
    }

    private static Locator row(Desk desk, String name) {
        return desk.page
                .getByRole(AriaRole.TABLE, new Page.GetByRoleOptions().setName("Table of accounts"))
                .getByRole(AriaRole.ROW, new Locator.GetByRoleOptions().setName(name));
    }

    private static Locator.FilterOptions having(String text) {
        return new Locator.FilterOptions().setHasText(text);
    }
}
