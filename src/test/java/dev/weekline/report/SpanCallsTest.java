package dev.weekline.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weekline.sandbox.SandboxAccount;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What 54 weeks cost, of accounts all of whose campaigns and ads deliver in every week. */
class SpanCallsTest {

    /** Pages are of 500 rows: 27 weeks of 100 ads are six of them. */
    @ParameterizedTest
    @CsvSource({"25, 100, 24", "50, 200, 36"})
    void aBackfillOf54Weeks(int campaigns, int ads, int calls) {
        var account = SandboxAccount.of("act_1203300000000101", "steady", "EUR", "Europe/Warsaw", campaigns, ads);
        try (var service = TestService.start(account)) {
            service.sandbox.counters().reset();
            var rig = new SpanRig(service);

            rig.store(account, SpanRig.weeks("2024-W42", 27));
            rig.store(account, SpanRig.weeks("2025-W17", 27));

            System.out.println(campaigns + " campaigns, " + ads + " ads, 54 weeks: "
                    + service.sandbox.counters().of(account.id()) + " calls, "
                    + service.query("SELECT sum(units) FROM fetch_run") + " units, by section "
                    + service.sandbox.counters().sections());
            assertThat(service.sandbox.counters().of(account.id())).isEqualTo(calls);
            assertThat(service.query("SELECT count(*) FROM weekly_report")).containsExactly("54");
            assertThat(service.query("SELECT sum(calls) FROM fetch_run")).containsExactly(String.valueOf(calls));
        }
    }
}
