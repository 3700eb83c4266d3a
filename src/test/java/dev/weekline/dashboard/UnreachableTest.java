package dev.weekline.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import dev.weekline.boot.Weekline;
import dev.weekline.cluster.FaultyProxy;
import dev.weekline.cluster.FaultyProxy.Fault;
import dev.weekline.report.TestService;
import dev.weekline.sandbox.SandboxSettings;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The service, the network or the database goes away under a page that is open, and comes back. */
class UnreachableTest {

    private static final String WEEK = "week?account=belmonte&week=2025-W39";
    private static final int NARROW = 360;
    private static final int TALL = 740;

    @Test
    void withoutANetworkWhatIsShownStaysAndItRecoversByItself() {
        try (var service = TestService.start(TestService.account("belmonte"));
                var desk = Desk.at(service, WEEK)) {
            assertThat(desk.tile("spend")).isVisible();
            var canvas = desk.section("demographics").locator("canvas");
            desk.section("demographics").scrollIntoViewIfNeeded();
            assertThat(canvas).isVisible();
            desk.page.context().setOffline(true);

            lookAgain(desk);

            assertThat(trouble(desk)).containsText("No answers since");
            assertThat(trouble(desk)).containsText("Is it running, and are you online?");
            assertThat(trouble(desk)).containsText("What is shown here stays");
            assertThat(desk.tile("spend")).isVisible();
            assertThat(canvas).isVisible();
            assertEverybodyCanUse(desk, "unreachable");

            desk.page.context().setOffline(false);
            assertThat(trouble(desk)).isEmpty();
            assertThat(desk.tile("spend")).isVisible();
            assertThat(desk.page.locator("#said")).containsText("Weekline is there again");
        }
    }

    @Test
    void whoGoesOnWithoutANetworkIsToldAndComesThereWhenItIsBack() {
        try (var service = TestService.start(TestService.account("belmonte"));
                var desk = Desk.at(service, WEEK)) {
            assertThat(desk.tile("spend")).isVisible();
            desk.page.context().setOffline(true);

            desk.go("week?account=belmonte&week=2025-W38");
            assertThat(desk.page.locator(".panel.bad")).containsText("Weekline cannot be reached");
            assertThat(desk.heading()).containsText("Week 38");
            // Its scripts have never been loaded.
            desk.go("trend?account=belmonte");
            assertThat(desk.page.locator(".panel.bad")).containsText("Weekline cannot be reached");
            Axe.assertNothingSerious(desk.page);

            desk.page.context().setOffline(false);
            assertThat(desk.heading()).containsText("Trend");
            assertThat(desk.page.locator(".panel.bad")).hasCount(0);
            assertThat(trouble(desk)).isEmpty();
        }
    }

    @Test
    void aServiceThatWasStoppedIsFoundAgainByAPressOfAButton() {
        try (var service = TestService.start(TestService.account("belmonte"));
                var desk = Desk.at(service, "operations/quota")) {
            assertThat(desk.page.locator(".gauge")).isVisible();
            service.weekline.close();

            lookAgain(desk);
            assertThat(trouble(desk)).containsText("No answers since");
            assertThat(desk.page.locator(".gauge")).isVisible();

            var port = String.valueOf(service.weekline.address().getPort());
            try (var _ = Weekline.start(
                    service.environment(Map.of("MICRONAUT_SERVER_PORT", port)),
                    service.time,
                    SandboxSettings.defaults(),
                    _ -> {})) {
                desk.button("Try now").or(desk.heading()).first().click();
                assertThat(trouble(desk)).isEmpty();
                assertThat(desk.page.locator(".gauge")).isVisible();
            }
        }
    }

    @Test
    void aServiceThatIsAwayFromTheStartIsEnteredWhenItComes() {
        try (var service = TestService.start(TestService.account("belmonte"));
                var desk = Desk.at(service, WEEK)) {
            desk.page.route("**/session", Route::abort);
            desk.page.route("**/health/readiness", Route::abort);
            desk.page.reload();
            assertThat(desk.page.locator(".panel.bad")).containsText("Weekline cannot be reached");
            assertThat(desk.button("Try again")).isVisible();
            Axe.assertNothingSerious(desk.page);

            desk.page.unroute("**/session");
            desk.page.unroute("**/health/readiness");
            assertThat(desk.tile("spend")).isVisible();
        }
    }

    @Test
    void aDatabaseThatIsAwayTakesNothingFromThePage() {
        FaultyProxy[] wire = new FaultyProxy[1];
        try (var service = TestService.startBehind(
                        url -> {
                            var direct = URI.create(url);
                            wire[0] = new FaultyProxy(direct.getPort());
                            return url.replace(":" + direct.getPort() + "/", ":" + wire[0].port() + "/");
                        },
                        TestService.account("belmonte"));
                var desk = Desk.at(service, "operations/quota")) {
            assertThat(desk.page.locator(".gauge")).isVisible();
            var left = desk.page.locator(".gauge-value").first().innerText();
            wire[0].fault(Fault.CUT);

            lookAgain(desk);

            assertThat(trouble(desk)).containsText("The database does not answer at the moment");
            assertThat(desk.page.locator(".gauge-value").first()).hasText(left);
            assertEverybodyCanUse(desk, "database-away");

            wire[0].fault(Fault.NONE);
            assertThat(trouble(desk)).isEmpty();
            desk.go(WEEK);
            assertThat(desk.tile("spend")).isVisible();
        } finally {
            wire[0].close();
        }
    }

    @Test
    void aFaultOfTheServiceLeavesWhatWasKnownAndIsTriedAgainByAButton() {
        try (var service = TestService.start(TestService.account("belmonte"));
                var desk = Desk.at(service, "operations/quota")) {
            assertThat(desk.page.locator(".gauge")).isVisible();
            fail(desk, "**/quota", 500);

            lookAgain(desk);
            assertThat(trouble(desk)).containsText("Not up to date.");
            assertThat(trouble(desk)).containsText("the log has it under this request id");
            assertThat(trouble(desk)).containsText("Request 8kq2v1m4x0za");
            assertThat(desk.page.locator(".gauge")).isVisible();

            // It fails again, and still nothing is lost.
            var asked = desk.page.waitForResponse(
                    "**/quota", () -> desk.button("Try again").click());
            assertThat(asked.status()).isEqualTo(500);
            assertThat(desk.page.locator("main")).hasAttribute("aria-busy", "false");
            assertThat(desk.page.locator(".gauge")).isVisible();
            assertEverybodyCanUse(desk, "fault");

            desk.page.unroute("**/quota");
            desk.button("Try again").click();
            assertThat(trouble(desk)).isEmpty();
            assertThat(desk.heading()).isFocused();
        }
    }

    @Test
    void aViewThatIsAnsweredWithAFaultSaysSoAndIsTriedAgain() {
        try (var service = TestService.start(TestService.account("belmonte"));
                var desk = Desk.at(service, "operations/quota")) {
            assertThat(desk.page.locator(".gauge")).isVisible();
            fail(desk, "**/reports/weekly/2025-W39?*", 500);

            desk.go(WEEK);
            var panel = desk.page.locator(".panel.bad");
            assertThat(panel).containsText("the log has it under this request id");
            assertThat(panel).containsText("Request 8kq2v1m4x0za");
            Axe.assertNothingSerious(desk.page);

            desk.page.unroute("**/reports/weekly/2025-W39?*");
            panel.getByRole(AriaRole.BUTTON).click();
            assertThat(desk.tile("spend")).isVisible();
        }
    }

    @Test
    void theBackfillsThatWereShownStay() {
        try (var service = TestService.start(
                Map.of("WEEKLINE_PLAN_HORIZON", "1", "WEEKLINE_BACKFILL_TOGETHER", "1"),
                TestService.account("belmonte"))) {
            service.post("/backfills", """
                    {"accounts": ["belmonte"], "from": "2025-W30", "to": "2025-W31"}""");
            try (var desk = Desk.at(service, "coverage")) {
                var line = desk.page.locator(".backfill");
                assertThat(line).containsText("0 of 2 weeks done");
                desk.page.context().setOffline(true);

                // It looks every moment how far the backfill is.
                assertThat(trouble(desk)).containsText("No answers since");
                assertThat(line).containsText("0 of 2 weeks done");

                service.post("/background/collect-one-week", "");
                service.post("/background/collect-one-week", "");
                desk.page.context().setOffline(false);
                assertThat(line).containsText("100 % · 2 of 2 weeks done");
                assertThat(trouble(desk)).isEmpty();
            }
        }
    }

    /** As a browser says when somebody comes back to the tab; what is shown is looked at anew. */
    private static void lookAgain(Desk desk) {
        desk.page.evaluate("() => document.dispatchEvent(new Event('visibilitychange'))");
    }

    private static void fail(Desk desk, String path, int status) {
        desk.page.route(
                path,
                route -> route.fulfill(new Route.FulfillOptions()
                        .setStatus(status)
                        .setContentType("application/problem+json")
                        .setBody("""
                                {"type": "/problems/internal", "title": "Internal", "status": %d, "retryable": false,
                                 "detail": "Something went wrong here; the log has it under this request id.",
                                 "requestId": "8kq2v1m4x0za"}""".formatted(status))));
    }

    private static void assertEverybodyCanUse(Desk desk, String picture) {
        Axe.assertNothingSerious(desk.page);
        desk.keep(picture);
        desk.page.setViewportSize(NARROW, TALL);
        assertThat(desk.page.evaluate("() => document.documentElement.scrollWidth"))
                .isEqualTo(NARROW);
        desk.keep(picture + "-narrow");
    }

    private static Locator trouble(Desk desk) {
        return desk.page.locator(".trouble");
    }
}
