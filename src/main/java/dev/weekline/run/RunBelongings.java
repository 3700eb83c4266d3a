package dev.weekline.run;

import dev.weekline.account.Belongings;
import jakarta.inject.Singleton;
import java.util.List;

/** What this room keeps of accounts. */
@Singleton
final class RunBelongings implements Belongings {

    @Override
    public List<Table> tables() {
        return List.of(
                Table.of("run_call", "account_id", "run_id", "number"), Table.of("fetch_run", "account_id", "run_id"));
    }
}
