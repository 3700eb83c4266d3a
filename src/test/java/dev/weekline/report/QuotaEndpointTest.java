package dev.weekline.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is left of the quota is shared by all who use the database, and shown. */
class QuotaEndpointTest {

    private static final Map<String, String> SETTINGS =
            Map.of("WEEKLINE_QUOTA_UNITS_PER_HOUR", "200", "WEEKLINE_QUOTA_BURST", "100");

    @Test
    void aColdWeekCostsFourteenUnitsOfTwoBucketsAndThatIsShown() {
        try (var service = TestService.start(SETTINGS, TestService.account("belmonte"))) {
            var before = service.json("/quota").at("/buckets/0/left").asLong();

            service.json("/reports/weekly/2025-W39?account=belmonte");

            var quota = service.json("/quota");
            assertThat(quota.at("/buckets/0/name").asText()).isEqualTo("app");
            assertThat(quota.at("/buckets/0/left").asLong()).isEqualTo(before - 14);
            assertThat(quota.at("/buckets/1/name").asText()).isEqualTo("act_1203300000000017");
            assertThat(quota.at("/buckets/1/left").asLong()).isEqualTo(before - 14);
            assertThat(quota.at("/usage/0/account").asText()).isEqualTo("act_1203300000000017");
            assertThat(quota.at("/usage/0").has("adAccount")).isTrue();
            assertThat(quota.at("/gates")).isEmpty();
            assertThat(service.query("SELECT bucket FROM quota_bucket ORDER BY bucket"))
                    .containsExactly("act_1203300000000017", "app");
        }
    }

    @Test
    void aGateThatMetaClosedIsShownAndObeyedAndOpensAgain() {
        var account = TestService.account("belmonte");
        try (var service = TestService.start(account)) {
            service.sandbox.script("the 1st totals call: 400/80000/2446079");
            var refused = service.get("/reports/weekly/2025-W39?account=belmonte");
            assertThat(refused.statusCode()).isEqualTo(202);

            var gate = service.json("/quota").at("/gates/0");
            assertThat(gate.at("/gate").asText()).isEqualTo("use-case");
            assertThat(gate.at("/account").asText()).isEqualTo(account.id());
            assertThat(gate.at("/stops").asText()).isEqualTo("interactive");
            var calls = service.sandbox.counters().total();

            var other = service.get("/reports/weekly/2025-W38?account=belmonte", "Prefer", "wait=1");
            assertThat(other.statusCode()).isEqualTo(202);
            assertThat(service.sandbox.counters().total()).isEqualTo(calls);

            service.time.pass(Duration.ofHours(1));
            assertThat(service.json("/quota").at("/gates")).isEmpty();
            assertThat(service.json("/reports/weekly/2025-W37?account=belmonte")
                            .at("/week")
                            .asText())
                    .isEqualTo("2025-W37");
        }
    }

    @Test
    void whatADayCostIsSharedOutByCauseAndSectionAndTakenOffItsBudget() {
        var account = TestService.account("belmonte");
        try (var service = TestService.start(
                Map.of("WEEKLINE_QUOTA_UNITS_PER_HOUR", "200", "WEEKLINE_QUOTA_DAILY_ACCOUNT", "500"), account)) {
            service.json("/reports/weekly/2025-W39?account=belmonte");

            var quota = service.json("/quota");

            // One unit more was spent on finding out about the account.
            assertThat(quota.at("/today/units").asLong()).isEqualTo(15);
            assertThat(quota.at("/today/calls").asLong()).isEqualTo(7);
            assertThat(quota.at("/today/spent/0").toString())
                    .isEqualTo("{\"cause\":\"missing\",\"section\":\"daily\",\"units\":5,\"calls\":1}");
            assertThat(quota.at("/buckets/1/day").toString()).isEqualTo("{\"budget\":500,\"spent\":15,\"left\":485}");
            assertThat(quota.at("/buckets/0/day/spent").asLong()).isEqualTo(15);
            assertThat(quota.at("/buckets/0/hour/guess").asDouble()).isEqualTo(200);
            assertThat(quota.at("/forecast/queuedUnits").asLong()).isZero();
        }
    }

    @Test
    void anAnswerThatCostUnitsSaysWhatIsLeftAndOneThatDidNotDoesNot() {
        try (var service = TestService.start(SETTINGS, TestService.account("belmonte"))) {
            var cold = service.get("/reports/weekly/2025-W39?account=belmonte");
            var again = service.get("/reports/weekly/2025-W39?account=belmonte");

            assertThat(cold.headers().firstValue("RateLimit-Policy"))
                    .contains("\"app\";q=100;w=1800, \"account\";q=100;w=1800");
            assertThat(cold.headers().firstValue("RateLimit")).contains("\"app\";r=85;t=270, \"account\";r=85;t=270");
            assertThat(again.headers().firstValue("RateLimit")).isEmpty();
            assertThat(again.headers().firstValue("RateLimit-Policy")).isEmpty();
        }
    }

    @Test
    void whatIsQueuedCostsWhatItCostsTogether() {
        try (var service = TestService.start(SETTINGS, TestService.account("belmonte"))) {
            service.execute("""
                    INSERT INTO week_work (account_id, week_start, cause, queued, background, turn)
                    SELECT account_id, date '2025-10-27' - 7 * back, cause, true, true, timestamptz '2025-11-05 00:00Z'
                    FROM ad_account, (SELECT back, CASE WHEN back < 3 THEN 'upkeep' ELSE 'backfill' END AS cause
                        FROM generate_series(0, 56) back) weeks
                    """);

            // Three weeks that are only refreshed cost 14 each, 54 missing ones are two spans of 28.
            assertThat(service.json("/quota").at("/forecast/queuedUnits").asLong())
                    .isEqualTo(3 * 14 + 2 * 28);
        }
    }

    @Test
    void aPromiseForWantOfQuotaSaysWhatIsLeft() {
        try (var service = TestService.start(SETTINGS, TestService.account("belmonte"))) {
            service.sandbox.script("the 1st totals call: 400/80000/2446079");

            var refused = service.get("/reports/weekly/2025-W39?account=belmonte");

            assertThat(refused.statusCode()).isEqualTo(202);
            assertThat(service.json("/quota").at("/forecast/queuedUnits").asLong())
                    .isEqualTo(14);
            assertThat(refused.headers().firstValue("RateLimit"))
                    .hasValueSatisfying(left -> assertThat(left).startsWith("\"app\";r="));
        }
    }
}
