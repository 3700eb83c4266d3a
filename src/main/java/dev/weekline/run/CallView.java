package dev.weekline.run;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.serde.annotation.Serdeable;
import io.r2dbc.spi.Row;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** A call as the API shows it. */
@Serdeable.Serializable
record CallView(
        int number,
        String section,
        int page,
        int attempt,
        @Nullable String retryReason,
        int httpStatus,
        String outcome,
        String startedAt,
        long waitedMs,
        long tookMs,
        long rowCount,
        int units,
        boolean shared,
        UsedView usageBefore,
        UsedView usageAfter,
        @JsonProperty("fbtrace_id") @Nullable String fbtraceId) {

    static final String COLUMNS = """
            number, section, page, attempt, retry_reason, status, outcome, started_at, waited_ms, took_ms, row_count,
            units, calls, fbtrace_id, (usage_before ->> 'app')::numeric AS app_before,
            (usage_before ->> 'account')::numeric AS account_before,
            (usage_before ->> 'insights')::numeric AS insights_before, (usage_after ->> 'app')::numeric AS app_after,
            (usage_after ->> 'account')::numeric AS account_after,
            (usage_after ->> 'insights')::numeric AS insights_after
            """;

    /** What Meta said was used of its limits, in percent. */
    @Serdeable.Serializable
    record UsedView(
            @Nullable BigDecimal app,
            @Nullable BigDecimal adAccount,
            @Nullable BigDecimal insights) {

        private static UsedView of(Row row, String when) {
            return new UsedView(
                    row.get("app_" + when, BigDecimal.class),
                    row.get("account_" + when, BigDecimal.class),
                    row.get("insights_" + when, BigDecimal.class));
        }
    }

    static CallView of(Row row) {
        var columns = new Columns(row);
        return new CallView(
                (int) columns.number("number"),
                columns.required("section", String.class),
                (int) columns.number("page"),
                (int) columns.number("attempt"),
                columns.text("retry_reason"),
                (int) columns.number("status"),
                columns.required("outcome", String.class),
                columns.moment("started_at"),
                columns.number("waited_ms"),
                columns.number("took_ms"),
                columns.number("row_count"),
                (int) columns.number("units"),
                columns.number("calls") == 0,
                UsedView.of(row, "before"),
                UsedView.of(row, "after"),
                columns.text("fbtrace_id"));
    }
}
