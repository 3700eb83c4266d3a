package dev.weekline.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weekline.boot.TestDatabase;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The statements on hot paths find their rows by an index, once there are enough rows for it to matter. */
class IndexesTest {

    private static TestDatabase.Fresh database;

    @BeforeAll
    static void fill() throws SQLException {
        database = TestDatabase.fresh();
        try (var connection = database.connect();
                var statement = connection.createStatement()) {
            statement.execute("""
                    INSERT INTO weekly_report (account_id, week_start, revision, source, fetched_at, data_as_of,
                        totals, sections, absent)
                    SELECT 'act_' || a, date '2023-01-02' + 7 * w, 1, 'meta', now(), now(), '{}', repeat('x', 500), '[]'
                    FROM generate_series(1, 200) a, generate_series(0, 100) w;
                    INSERT INTO report_revision (account_id, week_start, revision, fetched_at, counts, events, sections,
                        run_ids, fingerprint, superseded_at, rows_swept)
                    SELECT account_id, week_start, r, now(), '{}', '{}', '[]', '{}', 'f',
                        CASE r WHEN 1 THEN now() END, r = 1 AND account_id <> 'act_1'
                    FROM weekly_report, generate_series(1, 2) r;
                    INSERT INTO fetch_run (account_id, run_id, week_start, cause, deadline, outcome, rows_swept)
                    SELECT account_id, gen_random_uuid(), week_start, 'missing', now(),
                        CASE WHEN account_id = 'act_1' THEN 'running' WHEN account_id = 'act_2' THEN 'failed'
                            ELSE 'stored' END, false
                    FROM weekly_report;
                    INSERT INTO insight_row (account_id, week_start, run_id, section, row_key, dimensions, spend,
                        actions, action_values)
                    SELECT 'act_1', date '2023-01-02' + 7 * w, '00000000-0000-0000-0000-000000000001', 'relevance',
                        k, '{}', k, '{}', '{}'
                    FROM generate_series(0, 50) w, generate_series(1, 2000) k;
                    INSERT INTO insight_part (account_id, week_start, run_id, section, row_key, day, field_group,
                        dimensions, actions, action_values)
                    SELECT 'act_' || a, '2023-01-09', '00000000-0000-0000-0000-000000000001', 'relevance',
                        k, '2023-01-09', 0, '{}', '{}', '{}'
                    FROM generate_series(1, 100) a, generate_series(1, 200) k;
                    INSERT INTO ad_account (account_id, slug, name, currency, time_zone)
                    SELECT 'act_' || a, 'slug-' || a, 'n', 'EUR', 'UTC' FROM generate_series(1, 20000) a;
                    ANALYZE;
                    """);
        }
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    @Test
    void aPageOfALongSectionBeginsInTheIndexAndNotAtItsStart() {
        for (var condition : List.of("spend = 5 AND row_key > '4'", "spend < 1000", "spend IS NULL")) {
            assertThat(database.explain("""
                            SELECT * FROM insight_row WHERE account_id = 'act_1' AND week_start = '2023-01-09'
                                AND run_id = '00000000-0000-0000-0000-000000000001' AND section = 'relevance' AND %s
                            ORDER BY spend DESC NULLS LAST, row_key LIMIT 50""".formatted(condition)))
                    .contains("spend")
                    .doesNotContain("Filter", "Sort");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            weekly_report_           | SELECT * FROM weekly_report WHERE account_id = 'act_7' AND week_start = '2023-01-09'
            weekly_report_           | SELECT totals FROM weekly_report WHERE account_id = 'act_7' AND week_start BETWEEN '2023-01-09' AND '2023-02-20' ORDER BY week_start
            report_revision_pkey     | SELECT * FROM report_revision WHERE account_id = 'act_7' AND week_start = '2023-01-09' AND revision = 2
            report_revision_pkey     | SELECT * FROM report_revision WHERE account_id = 'act_7' AND week_start = '2023-01-09' AND revision < 51 ORDER BY revision DESC LIMIT 50
            report_revision_to_sweep | SELECT * FROM report_revision WHERE superseded_at IS NOT NULL AND NOT rows_swept AND superseded_at < now() ORDER BY superseded_at LIMIT 200
            fetch_run_week           | SELECT * FROM fetch_run WHERE account_id = 'act_7' AND week_start = '2023-01-09' ORDER BY started_at DESC
            fetch_run_running        | SELECT * FROM fetch_run WHERE outcome = 'running' AND deadline < now()
            fetch_run_to_sweep       | SELECT * FROM fetch_run WHERE NOT rows_swept AND outcome IN ('failed', 'unchanged', 'abandoned') ORDER BY finished_at LIMIT 200
            ad_account_pkey          | SELECT * FROM ad_account WHERE (account_id = 'belmonte' OR slug = 'belmonte') AND deleted_at IS NULL
            ad_account_slug          | SELECT * FROM ad_account WHERE (account_id = 'belmonte' OR slug = 'belmonte') AND deleted_at IS NULL
            ad_account_slug          | SELECT * FROM ad_account WHERE deleted_at IS NULL ORDER BY slug LIMIT 2
            section_spend            | SELECT * FROM insight_row WHERE account_id = 'act_1' AND week_start = '2023-01-09' AND run_id = '00000000-0000-0000-0000-000000000001' AND section = 'relevance' ORDER BY spend DESC NULLS LAST, row_key LIMIT 50
            section_spend            | SELECT * FROM insight_row WHERE account_id = 'act_1' AND week_start = '2023-01-09' AND run_id = '00000000-0000-0000-0000-000000000001' AND section = 'relevance' AND spend = 5 AND row_key > '4' ORDER BY spend DESC NULLS LAST, row_key LIMIT 50
            section_spend            | SELECT * FROM insight_row WHERE account_id = 'act_1' AND week_start = '2023-01-09' AND run_id = '00000000-0000-0000-0000-000000000001' AND section = 'relevance' AND spend < 1000 ORDER BY spend DESC NULLS LAST, row_key LIMIT 50
            section_spend            | SELECT * FROM insight_row WHERE account_id = 'act_1' AND week_start = '2023-01-09' AND run_id = '00000000-0000-0000-0000-000000000001' AND section = 'relevance' AND spend IS NULL ORDER BY spend DESC NULLS LAST, row_key LIMIT 50
            insight_part_pkey        | SELECT * FROM insight_part WHERE account_id = 'act_7' AND week_start = '2023-01-09' AND run_id = '00000000-0000-0000-0000-000000000001' AND section = 'relevance'
            """)
    void theIndexIsUsed(String index, String sql) {
        assertThat(database.explain(sql)).contains(index).doesNotContain("Seq Scan");
    }
}
