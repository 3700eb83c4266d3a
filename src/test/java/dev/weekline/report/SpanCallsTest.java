package dev.weekline.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weekline.sandbox.SandboxAccount;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What 54 weeks cost, of accounts all of whose campaigns and ads deliver in every week. */
class SpanCallsTest {

    /**
     * Pages are of 500 rows: 27 weeks of 100 ads are six of them. The first count is at most 25; week by week it would
     * be 324.
     */
    @ParameterizedTest
    @CsvSource({"25, 100, 24, 80", "50, 200, 36, 104"})
    void aBackfillOf54Weeks(int campaigns, int ads, int calls, int units) {
        var account = SandboxAccount.of("act_1203300000000101", "steady", "EUR", "Europe/Warsaw", campaigns, ads);
        try (var service = TestService.start(account)) {
            service.sandbox.counters().reset();
            var rig = new SpanRig(service);

            rig.store(account, SpanRig.weeks("2024-W42", 27));
            rig.store(account, SpanRig.weeks("2025-W17", 27));

            System.out.printf(
                    "%d campaigns, %d ads, 54 weeks: %d calls, %s units%n",
                    campaigns,
                    ads,
                    service.sandbox.counters().of(account.id()),
                    service.query("SELECT sum(units) FROM fetch_run"));
            assertThat(service.sandbox.counters().of(account.id())).isEqualTo(calls);
            assertThat(service.query("SELECT count(*) FROM weekly_report")).containsExactly("54");
            assertThat(service.query("SELECT sum(calls) || ' ' || sum(units) FROM fetch_run"))
                    .containsExactly(calls + " " + units);
            assertThat(service.query("SELECT sum(calls) || ' ' || sum(units) FROM run_call"))
                    .containsExactly(calls + " " + units);
            assertThat(
                            service.query(
                                    "SELECT DISTINCT count(*) || ' ' || span_weeks FROM fetch_run GROUP BY span_id, span_weeks"))
                    .containsExactly("27 27");
        }
    }
}
