package dev.weekline.run;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.serde.annotation.Serdeable;
import io.r2dbc.spi.Row;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A run as the API shows it; {@code calls} only where one run is asked for. */
@Serdeable.Serializable
record RunView(
        String id,
        String account,
        String week,
        String cause,
        String status,
        String startedAt,
        @Nullable String finishedAt,
        @Nullable Long durationMs,
        Times timings,
        int callCount,
        int units,
        long rowCount,
        @Nullable Integer revision,
        @Nullable Integer lacking,
        @Nullable Together together,
        @Nullable String detail,
        @JsonProperty("fbtrace_id") @Nullable String fbtraceId,
        @Nullable String requestId,
        @Nullable List<CallView> calls) {

    static final String COLUMNS = """
            account_id, run_id, week_start, cause, status, started_at, finished_at, duration_ms, lease_ms, quota_ms,
            meta_ms, store_ms, calls, units, row_count, revision, lacking, span_id, span_weeks, detail, fbtrace_id,
            request_id
            """;

    /** Where the time went, in milliseconds. */
    @Serdeable.Serializable
    record Times(long leaseMs, long quotaMs, long metaMs, long storeMs) {}

    /** With how many weeks it was read together. */
    @Serdeable.Serializable
    record Together(String id, int weeks) {}

    static RunView of(Row row) {
        var columns = new Columns(row);
        var lacking = columns.number("lacking");
        var trace = columns.text("fbtrace_id");
        return new RunView(
                columns.id("run_id").toString(),
                columns.required("account_id", String.class),
                columns.week("week_start").toString(),
                columns.required("cause", String.class),
                columns.required("status", String.class),
                columns.moment("started_at"),
                columns.momentIfAny("finished_at"),
                row.get("duration_ms", Long.class),
                new Times(
                        columns.number("lease_ms"),
                        columns.number("quota_ms"),
                        columns.number("meta_ms"),
                        columns.number("store_ms")),
                (int) columns.number("calls"),
                (int) columns.number("units"),
                columns.number("row_count"),
                row.get("revision", Integer.class),
                lacking == 0 ? null : (int) lacking,
                together(columns, row.get("span_id", UUID.class)),
                columns.text("detail"),
                trace == null || trace.isEmpty() ? null : trace,
                columns.text("request_id"),
                null);
    }

    private static @Nullable Together together(Columns columns, @Nullable UUID span) {
        return span == null ? null : new Together(span.toString(), (int) columns.number("span_weeks"));
    }

    RunView with(List<CallView> made) {
        return new RunView(
                id,
                account,
                week,
                cause,
                status,
                startedAt,
                finishedAt,
                durationMs,
                timings,
                callCount,
                units,
                rowCount,
                revision,
                lacking,
                together,
                detail,
                fbtraceId,
                requestId,
                List.copyOf(made));
    }
}
