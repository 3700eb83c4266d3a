package dev.weekline.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.weekline.report.TestService;
import dev.weekline.sandbox.SandboxAccount;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The page of an agency with more accounts than anybody reads through. */
class ManyAccountsTest {

    private static TestService service;

    @BeforeAll
    static void start() {
        service = TestService.start(IntStream.rangeClosed(1, 45)
                .mapToObj(n -> SandboxAccount.of(
                        "act_12033000000010%02d".formatted(n),
                        "client-%02d".formatted(n),
                        "EUR",
                        "Europe/Berlin",
                        2,
                        4))
                .toArray(SandboxAccount[]::new));
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void theMapHasPagesAndIsFiltered() {
        try (var desk = Desk.at(service, "coverage")) {
            var rows = desk.page.locator(".map tbody tr");
            assertThat(rows).hasCount(40);
            assertThat(desk.page.locator(".pager")).containsText("1 to 40 of 45");

            desk.button("Accounts after").click();
            assertThat(rows).hasCount(5);
            assertThat(desk.page.locator(".pager")).containsText("41 to 45 of 45");

            desk.page.getByRole(AriaRole.SEARCHBOX).fill("client-44");
            assertThat(rows).hasCount(1);
            assertThat(desk.page).hasURL(java.util.regex.Pattern.compile("q=client-44"));
            desk.page.reload();
            assertThat(rows).hasCount(1);
        }
    }

    @Test
    void anAccountIsFoundByTyping() {
        try (var desk = Desk.at(service, "week?week=2025-W39")) {
            var field = desk.page.getByRole(AriaRole.COMBOBOX, new Page.GetByRoleOptions().setName("Account"));
            // The weeks are options as well.
            var offered = desk.page.getByRole(AriaRole.LISTBOX).getByRole(AriaRole.OPTION);
            assertThat(desk.page.locator("main")).hasAttribute("aria-busy", "false");
            field.click();
            assertThat(offered).hasCount(45);

            field.fill("client-37");
            assertThat(offered).hasCount(1);
            desk.press("Enter");
            assertThat(desk.page).hasURL(java.util.regex.Pattern.compile("account=client-37&week=2025-W39"));

            field.click();
            field.fill("nobody has this name");
            assertThat(desk.page.getByText("No account has that name")).isVisible();
        }
    }
}
