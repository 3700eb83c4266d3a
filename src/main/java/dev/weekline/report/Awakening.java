package dev.weekline.report;

import dev.weekline.account.AccountId;
import dev.weekline.account.NewToken;
import dev.weekline.work.WorkQueue;
import io.r2dbc.spi.Connection;
import jakarta.inject.Singleton;
import reactor.core.publisher.Mono;

/** Has the weeks fetched that the token of before could not fetch. */
@Singleton
final class Awakening implements NewToken {

    private final WorkQueue queue;

    Awakening(WorkQueue queue) {
        this.queue = queue;
    }

    @Override
    public Mono<Void> stored(Connection connection, AccountId account) {
        return queue.wake(connection, account, FailureJson.BLOCKED);
    }
}
