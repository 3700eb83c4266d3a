package dev.weekline.run;

import static dev.weekline.report.TestService.account;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weekline.report.TestService;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

@TestInstance(Lifecycle.PER_CLASS)
class RunSweepTest {

    /** More than go in one transaction. */
    private static final int MANY = 4_500;

    private final TestService service = TestService.start(Map.of(), account("belmonte"));
    private final RunSweep sweep = service.weekline.context().getBean(RunSweep.class);

    @AfterAll
    void stop() {
        service.close();
    }

    @Test
    void callsGoAfterThirtyDaysAndRunsAfterThirteenMonths() {
        service.json("/reports/weekly/2025-W30?account=belmonte");
        service.execute("""
                INSERT INTO fetch_run (account_id, run_id, week_start, cause, started_at, deadline, outcome, rows_swept)
                SELECT 'act_1', gen_random_uuid(), '2024-09-02', 'missing', timestamptz '2024-09-10', '2024-09-11',
                    CASE n %% 3 WHEN 0 THEN 'stored' ELSE 'failed' END, n %% 3 = 1
                FROM generate_series(1, %d) n
                """.formatted(MANY));

        service.time.pass(Duration.ofDays(29));
        assertThat(sweep.once().block()).isEqualTo(2L * MANY / 3);
        assertThat(service.query(
                        "SELECT DISTINCT outcome || ' ' || rows_swept FROM fetch_run WHERE account_id = 'act_1'"))
                .containsExactly("failed false");
        assertThat(service.query("SELECT count(*) FROM run_call")).containsExactly("6");

        service.time.pass(Duration.ofDays(2));
        assertThat(sweep.once().block()).isEqualTo(6);
        assertThat(service.query("SELECT count(*) FROM fetch_run WHERE account_id <> 'act_1'"))
                .containsExactly("1");
    }
}
