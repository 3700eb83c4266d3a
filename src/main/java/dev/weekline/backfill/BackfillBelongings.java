package dev.weekline.backfill;

import dev.weekline.account.Belongings;
import jakarta.inject.Singleton;
import java.util.List;

/** What this room keeps of accounts. */
@Singleton
final class BackfillBelongings implements Belongings {

    @Override
    public List<Table> tables() {
        return List.of(Table.of("backfill_week", "account_id", "week_start", "backfill_id"));
    }
}
