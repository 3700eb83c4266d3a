package dev.weekline.account;

import dev.weekline.database.Chore;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import reactor.core.publisher.Mono;

/**
 * Purges deleted accounts whose time has come, and once more those that were: a fetch may still have been under way.
 */
@Singleton
class PurgeSweep implements Chore {

    private final PurgeRows rows;
    private final Purge purge;
    private final AccountSettings settings;
    private final InstantSource time;

    PurgeSweep(PurgeRows rows, Purge purge, AccountSettings settings, InstantSource time) {
        this.rows = rows;
        this.purge = purge;
        this.settings = settings;
        this.time = time;
    }

    @Override
    public String what() {
        return "rows of accounts that were deleted";
    }

    @Override
    public Duration every() {
        return settings.sweepEvery();
    }

    @Override
    public Mono<Long> once() {
        return rows.due(time.instant())
                .map(AccountId::new)
                .collectList()
                .flatMapIterable(due -> due)
                .concatMap(purge::run)
                .reduce(0L, Long::sum);
    }
}
