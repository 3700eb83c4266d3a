package dev.weekline.report;

import dev.weekline.account.Belongings;
import jakarta.inject.Singleton;
import java.util.List;

/** What this room keeps of accounts: what is shown first, then what it stands on. */
@Singleton
final class ReportBelongings implements Belongings {

    @Override
    public List<Table> tables() {
        return List.of(
                Table.of("weekly_report", "account_id", "week_start"),
                Table.of("report_revision", "account_id", "week_start", "revision"),
                Table.of("run_piece", "account_id", "run_id", "piece"),
                Table.of(
                        "insight_part",
                        "account_id",
                        "week_start",
                        "run_id",
                        "section",
                        "row_key",
                        "day",
                        "field_group"),
                Table.of("insight_row", "account_id", "week_start", "run_id", "section", "row_key"));
    }
}
