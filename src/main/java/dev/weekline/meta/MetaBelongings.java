package dev.weekline.meta;

import dev.weekline.account.Belongings;
import jakarta.inject.Singleton;
import java.util.List;

/** What this room keeps of accounts. */
@Singleton
final class MetaBelongings implements Belongings {

    @Override
    public List<Table> tables() {
        return List.of(
                Table.of("recipe_lesson", "account_id", "recipe"),
                Table.of("span_lesson", "account_id", "recipe"),
                Table.of("report_run", "account_id", "week_start", "recipe"));
    }
}
