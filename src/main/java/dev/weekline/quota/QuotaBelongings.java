package dev.weekline.quota;

import dev.weekline.account.Belongings;
import jakarta.inject.Singleton;
import java.util.List;

/** What this room keeps of accounts. */
@Singleton
final class QuotaBelongings implements Belongings {

    @Override
    public List<Table> tables() {
        return List.of(
                Table.of("usage_log", "account_id", "told_at", "answer_id"),
                Table.of("quota_gate", "account_id", "gate"),
                Table.of("quota_spent", "minute", "account_id", "replica", "cause", "section", "work"),
                new Table("quota_size", "bucket", List.of("bucket")),
                new Table("quota_bucket", "bucket", List.of("bucket")));
    }
}
