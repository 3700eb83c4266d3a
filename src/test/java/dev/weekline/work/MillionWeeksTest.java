package dev.weekline.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weekline.boot.TestDatabase;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** How the next week of the background is found among a million. */
class MillionWeeksTest {

    private static final TestDatabase.Fresh DATABASE = TestDatabase.fresh();

    @BeforeAll
    static void queueAMillion() throws SQLException {
        try (var connection = DATABASE.connect();
                var statement = connection.createStatement()) {
            statement.execute("""
                    INSERT INTO account_work (account_id, resting_until)
                    SELECT 'act_' || a, CASE WHEN a % 10 = 0 THEN now() + interval '1 hour' ELSE 'epoch' END
                    FROM generate_series(1, 6250) a;
                    INSERT INTO week_work (account_id, week_start, cause, queued, background, turn, dead_at, lease_holder,
                        lease_until)
                    SELECT 'act_' || a, date '2022-10-03' + 7 * w, 'backfill', true, true,
                        timestamptz '2025-11-05' + ((a * 31 + w * 17) % 100000) * interval '1 minute',
                        CASE WHEN w % 20 = 0 THEN now() END,
                        CASE WHEN w = 7 AND a < 50 THEN gen_random_uuid() END,
                        CASE WHEN w = 7 AND a < 50 THEN now() + interval '1 minute' END
                    FROM generate_series(1, 6250) a, generate_series(0, 159) w;
                    ANALYZE account_work, week_work;
                    """);
        }
    }

    @AfterAll
    static void stop() {
        DATABASE.close();
    }

    @Test
    void aClaimReadsTheBestWeekOfEachAccountInTheIndex() {
        var plan = DATABASE.explain(BackgroundQueue.CLAIM, "now()", "gen_random_uuid()", "30000");

        assertThat(plan)
                .contains("week_work_turn_of_account", "week_work_held", "week_work_pkey", "LockRows")
                .doesNotContain("Seq Scan on week_work");
    }
}
