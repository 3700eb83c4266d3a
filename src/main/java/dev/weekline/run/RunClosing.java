package dev.weekline.run;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The statement that closes a run and writes its calls down. It answers a row if the run was still open. */
final class RunClosing {

    private static final int LONGEST_DETAIL = 1_000;

    private static final String CLOSE = """
            WITH closed AS (
                UPDATE fetch_run SET
                    outcome = $3, finished_at = $4, calls = $5, row_count = $6, units = $7, waited_ms = $8,
                    store_ms = $9, sections = $10::jsonb, usage_before = $11::jsonb, usage_after = $12::jsonb,
                    revision = $13, detail = $14, fbtrace_id = $15, span_id = $16, span_weeks = $17, quota_ms = $18,
                    meta_ms = $19, lacking = $20, throttled = $21, refused_calls = $22
                WHERE account_id = $1 AND run_id = $2 AND outcome = 'running'
                RETURNING account_id, run_id
            ), written AS (
                INSERT INTO run_call (account_id, run_id, number, section, page, attempt, calls, units, row_count,
                    status, outcome, started_at, waited_ms, took_ms, fbtrace_id, retry_reason, usage_before,
                    usage_after)
                SELECT closed.account_id, closed.run_id, c.number, c.section, c.page, c.attempt, c.calls, c.units,
                    c.row_count, c.status, c.outcome, c.started_at, c.waited_ms, c.took_ms, c.fbtrace_id,
                    c.retry_reason, c.usage_before, c.usage_after
                FROM closed, jsonb_to_recordset($23::jsonb) AS c(number integer, section text, page integer,
                    attempt integer, calls smallint, units integer, row_count integer, status smallint, outcome text,
                    started_at timestamptz, waited_ms bigint, took_ms bigint, fbtrace_id text, retry_reason text,
                    usage_before jsonb, usage_after jsonb)
            )
            SELECT 1 FROM closed
            """;

    private RunClosing() {}

    static Statement of(Connection connection, Run run, RunResult result, RunLog log, Instant now) {
        var calls = log.calls();
        var times = log.times(run.waited(), Duration.ZERO);
        var statement = connection
                .createStatement(CLOSE)
                .bind("$1", run.account().value())
                .bind("$2", run.id())
                .bind("$4", now.atOffset(ZoneOffset.UTC))
                .bind("$5", calls.stream().mapToInt(RunCall::calls).sum())
                .bind("$6", calls.stream().mapToLong(RunCall::rows).sum())
                .bind("$7", calls.stream().mapToInt(RunCall::units).sum())
                .bind(
                        "$8",
                        calls.stream()
                                .mapToLong(call -> call.waited().toMillis())
                                .sum())
                .bind("$10", RunJson.sections(log))
                .bind(
                        "$11",
                        RunJson.usage(usage(
                                calls, Comparator.comparing(RunCall::startedAt).reversed())))
                .bind("$12", RunJson.usage(usage(calls, Comparator.comparing(RunCall::startedAt))))
                .bind("$18", times.quota().toMillis())
                .bind("$19", times.meta().toMillis())
                .bind(
                        "$22",
                        calls.stream()
                                .filter(RunCall::isRefused)
                                .mapToInt(RunCall::calls)
                                .sum())
                .bind("$23", RunJson.calls(calls));
        log.span()
                .ifPresentOrElse(
                        span -> statement.bind("$16", span.id()).bind("$17", (short) span.weeks()),
                        () -> statement.bindNull("$16", UUID.class).bindNull("$17", Short.class));
        return switch (result) {
            case RunResult.Stored(var revision, var lacking, var storing) ->
                stored(statement, "stored", revision, lacking, storing);
            case RunResult.Unchanged(var revision, var lacking, var storing) ->
                stored(statement, "unchanged", revision, lacking, storing);
            case RunResult.InVain vain -> failed(statement, vain);
        };
    }

    private static Statement stored(Statement statement, String outcome, int revision, int lacking, Duration storing) {
        return statement
                .bind("$3", outcome)
                .bind("$9", storing.toMillis())
                .bind("$13", revision)
                .bindNull("$14", String.class)
                .bindNull("$15", String.class)
                .bind("$20", (short) lacking)
                .bind("$21", false);
    }

    private static Statement failed(Statement statement, RunResult.InVain vain) {
        var why = vain.why();
        return statement
                .bind("$3", "failed")
                .bind("$9", 0L)
                .bindNull("$13", Integer.class)
                .bind("$14", why.length() <= LONGEST_DETAIL ? why : why.substring(0, LONGEST_DETAIL))
                .bind("$15", vain.fbtraceId())
                .bind("$20", (short) 0)
                .bind("$21", vain instanceof RunResult.Throttled);
    }

    /** The usage headers of the last call, in the given order, that had some. */
    private static Map<String, String> usage(List<RunCall> calls, Comparator<RunCall> order) {
        return calls.stream()
                .filter(call -> !call.usage().isEmpty())
                .max(order)
                .map(RunCall::usage)
                .orElse(Map.of());
    }
}
