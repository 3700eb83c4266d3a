package dev.weekline.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weekline.week.Maturity;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What 28 days of settling cost when they are followed closely, and what it costs to ask for everything always. */
class SettlingPaceTest {

    private static final String PATH = "/reports/weekly/2025-W44?account=belmonte";

    /** The end of the week in Warsaw. */
    private static final Instant END = Instant.parse("2025-11-02T23:00:00Z");

    /** What a week has come to when it is final. */
    private record Settled(int units, int fetches, JsonNode totals, String revision) {}

    @Test
    void followingAWeekUntilItIsFinalCostsLittleMoreThanHalfOfAskingForEverythingAlways() {
        var asItIs = settle(false);
        var always = settle(true);

        System.out.printf(
                "28 days of settling: %d units in %d fetches; everything asked always: %d units in %d fetches%n",
                asItIs.units(), asItIs.fetches(), always.units(), always.fetches());
        assertThat(asItIs.totals()).isEqualTo(always.totals());
        assertThat(always.units()).isEqualTo(14 * always.fetches());
        assertThat(asItIs.fetches()).isLessThan(always.fetches());
        assertThat(asItIs.units()).isLessThan(always.units() * 6 / 10);
    }

    @Test
    void aWeekThatDoesNotMoveIsFreshForLongerAndAForcedRefreshDoesNotMakeItSo() {
        try (var service = TestService.start(TestService.account("belmonte"))) {
            var path = "/reports/weekly/2025-W41?account=belmonte";
            service.time.set(Instant.parse("2025-11-05T00:00:00Z"));
            service.json(path);
            service.get(path, "Cache-Control", "no-cache");
            service.get(path, "Cache-Control", "no-cache");
            assertThat(service.query("SELECT calm FROM weekly_report")).containsExactly("0");
            assertThat(cacheControl(service, path)).isEqualTo("private, max-age=86400");

            service.time.pass(Duration.ofHours(25));
            service.json(path);

            await().until(() -> cacheControl(service, path).equals("private, max-age=172800"));
            assertThat(service.query("SELECT calm FROM weekly_report")).containsExactly("1");
            assertThat(service.get(path).headers().firstValue("Cache-Status").orElseThrow())
                    .contains("ttl=172800");
        }
    }

    private static String cacheControl(TestService service, String path) {
        return service.get(path).headers().firstValue("Cache-Control").orElseThrow();
    }

    /** Asks whenever what is stored is due, from the end of the week until it is final. */
    private static Settled settle(boolean everything) {
        try (var service = TestService.start(TestService.account("belmonte"))) {
            service.time.set(END);
            var report = service.json(PATH);
            while (!report.at("/maturity").asText().equals(Maturity.FINAL.word())) {
                service.time.set(due(service, report));
                report = everything ? forced(service) : refreshed(service, report);
            }
            return new Settled(
                    Integer.parseInt(
                            service.query("SELECT sum(units) FROM fetch_run").getFirst()),
                    Integer.parseInt(
                            service.query("SELECT count(*) FROM fetch_run WHERE outcome IN ('stored', 'unchanged')")
                                    .getFirst()),
                    report.at("/totals"),
                    report.at("/revision").asText());
        }
    }

    private static Instant due(TestService service, JsonNode report) {
        var maxAge = cacheControl(service, PATH);
        return Instant.parse(report.at("/fetchedAt").asText())
                .plus(Duration.ofSeconds(Long.parseLong(maxAge.replaceAll("\\D", ""))));
    }

    private static JsonNode forced(TestService service) {
        return TestService.json(service.get(PATH, "Cache-Control", "no-cache"));
    }

    private static JsonNode refreshed(TestService service, JsonNode before) {
        return await().until(
                        () -> service.json(PATH),
                        report -> !report.at("/fetchedAt").equals(before.at("/fetchedAt")));
    }
}
