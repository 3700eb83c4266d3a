package dev.weekline.work;

import dev.weekline.account.AccountId;
import dev.weekline.account.Belongings;
import io.micronaut.core.annotation.Order;
import io.r2dbc.spi.Connection;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import reactor.core.publisher.Mono;

/** What this room keeps of accounts; it goes first, since a fetch that has lost its lease stores nothing more. */
@Singleton
@Order(-1)
final class WorkBelongings implements Belongings {

    private final Notices notices;

    WorkBelongings(Notices notices) {
        this.notices = notices;
    }

    @Override
    public List<Table> tables() {
        return List.of(
                Table.of("week_work", "account_id", "week_start"),
                Table.of("operation", "operation_id"),
                Table.of("account_work", "account_id"));
    }

    @Override
    public Mono<Void> gone(Connection connection, AccountId account) {
        return notices.publish(connection, new Notice(Notice.PURGED, Optional.of(account), Optional.empty(), ""));
    }
}
