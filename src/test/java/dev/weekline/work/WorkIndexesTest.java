package dev.weekline.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weekline.boot.TestDatabase;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The statements on hot paths find their rows by an index, once there are enough rows for it to matter. */
class WorkIndexesTest {

    private static TestDatabase.Fresh database;

    @BeforeAll
    static void fill() throws SQLException {
        database = TestDatabase.fresh();
        try (var connection = database.connect();
                var statement = connection.createStatement()) {
            statement.execute("""
                    INSERT INTO week_work (account_id, week_start, cause, priority, queued, lease_holder, lease_until)
                    SELECT 'act_' || a, date '2023-01-02' + 7 * w, 'missing', a % 10, w % 3 = 0,
                        CASE WHEN w = 7 AND a < 5 THEN gen_random_uuid() END, CASE WHEN w = 7 AND a < 5 THEN now() END
                    FROM generate_series(1, 400) a, generate_series(0, 100) w;
                    INSERT INTO operation (operation_id, kind, family, account_id, week_start, state, finished_at)
                    SELECT gen_random_uuid(), 'refresh', 'report', 'act_' || a, date '2023-01-02' + 7 * w,
                        CASE WHEN w = 7 THEN 'running' ELSE 'done' END,
                        CASE WHEN w <> 7 THEN now() - a * interval '10 hours' END
                    FROM generate_series(1, 400) a, generate_series(0, 100) w;
                    ANALYZE;
                    """);
        }
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            week_work_pkey      | SELECT * FROM week_work WHERE account_id = 'act_7' AND week_start = '2023-01-09'
            week_work_due       | SELECT account_id, week_start FROM week_work WHERE queued AND NOT background AND not_before <= now() AND (lease_until IS NULL OR lease_until <= now()) AND account_id <> ALL ('{act_1,act_2}'::text[]) ORDER BY priority DESC, created_at LIMIT 1 FOR UPDATE SKIP LOCKED
            week_work_held      | UPDATE week_work SET lease_holder = NULL, lease_until = NULL WHERE lease_holder = '00000000-0000-0000-0000-000000000001'
            operation_pkey      | SELECT * FROM operation WHERE operation_id = '00000000-0000-0000-0000-000000000001'
            operation_under_way | SELECT * FROM operation WHERE account_id = 'act_7' AND week_start = '2023-02-20' AND family = 'report' AND finished_at IS NULL
            operation_to_sweep  | SELECT operation_id FROM operation WHERE finished_at < now() - interval '30 days' ORDER BY finished_at LIMIT 500
            """)
    void theIndexIsUsed(String index, String sql) {
        assertThat(database.explain(sql)).contains(index).doesNotContain("Seq Scan", "Sort");
    }
}
