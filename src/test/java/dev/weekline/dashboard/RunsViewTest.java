package dev.weekline.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import dev.weekline.report.TestService;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The slowest and the most expensive runs of a service that has fetched much since. */
class RunsViewTest {

    private static final int PAGE = 50;
    private static TestService service;

    /** The slowest and the most expensive of a week ago have hundreds of newer ones before them; one is older still. */
    @BeforeAll
    static void start() {
        service = TestService.start(TestService.account("belmonte"), TestService.account("hotel-lumen"));
        service.execute("""
                INSERT INTO fetch_run (account_id, run_id, week_start, cause, started_at, deadline, finished_at, outcome,
                    units)
                SELECT '%1$s', gen_random_uuid(), week, 'backfill', started, '2099-01-01Z',
                    started + took * interval '1 second', 'stored', units
                FROM (
                    SELECT date '2025-09-22' AS week, timestamptz '%2$s' - n * interval '10 minutes' AS started,
                        1 + n %% 3 AS took, 14 AS units
                    FROM generate_series(1, 250) n
                    UNION ALL VALUES (date '2025-08-04', timestamptz '%2$s' - interval '5 days', 95, 14),
                        (date '2025-08-11', timestamptz '%2$s' - interval '5 days', 1, 77),
                        (date '2025-08-18', timestamptz '%2$s' - interval '60 days', 600, 14)) AS made (week, started, took, units)
                """.formatted(TestService.account("belmonte").id(), TestService.NOW));
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void aSlowRunIsFoundHoweverManyAreNewer() {
        try (var desk = Desk.at(service, "operations/runs")) {
            assertThat(rows(desk)).hasCount(PAGE);
            assertThat(rows(desk).first()).containsText("2025-W39");

            desk.page.locator("#runs-order").selectOption("slowest");
            assertThat(rows(desk).first()).containsText("2025-W32");
            assertThat(desk.page.locator("#runs-days")).hasValue("7");
            assertThat(desk.page.locator("th[data-name=durationMs]")).hasAttribute("aria-sort", "descending");

            desk.page.locator("#runs-days").selectOption("all");
            assertThat(rows(desk).first()).containsText("2025-W34");
            assertThat(rows(desk).nth(1)).containsText("2025-W32");
            assertThat(desk.page).hasURL(Pattern.compile("order=slowest"));
            desk.page.reload();
            assertThat(rows(desk).first()).containsText("2025-W34");
            desk.keep("runs-slowest");
        }
    }

    @Test
    void anExpensiveRunIsFoundHoweverManyAreNewer() {
        try (var desk = Desk.at(service, "operations/runs?order=costliest")) {
            assertThat(rows(desk).first()).containsText("2025-W33");
            assertThat(rows(desk).first()).containsText("77");

            desk.page
                    .locator("#runs-whose")
                    .selectOption(TestService.account("hotel-lumen").id());
            assertThat(desk.page.getByText("No run fits that.")).isVisible();
        }
    }

    @Test
    void aListGoesOnByTheKeyboardAloneInItsOrder() {
        try (var desk = Desk.at(service, "operations/runs?order=slowest")) {
            for (var shown = PAGE; shown < 250; shown += PAGE) {
                assertThat(rows(desk)).hasCount(shown);
                desk.tabTo(desk.button("Show more"));
                desk.press("Enter");
                assertThat(rows(desk).nth(shown).locator(".run-open")).isFocused();
            }
            desk.tabTo(desk.button("Show more"));
            desk.press("Enter");
            assertThat(rows(desk)).hasCount(252);
            assertThat(desk.button("Show more")).isHidden();
            assertThat(rows(desk).first()).containsText("2025-W32");
            assertThat(rows(desk).last().locator("td").nth(4)).hasText(took(desk, 1));
        }
    }

    /** As the page writes it of the run that is known to take a second. */
    private static String took(Desk desk, int seconds) {
        return (String)
                desk.page.evaluate("async (ms) => (await import('/assets/format.js')).took(ms)", seconds * 1_000);
    }

    private static Locator rows(Desk desk) {
        return desk.page.locator("table tbody tr");
    }
}
