package dev.weekline.account;

import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Deletes accounts: their token at once, and what was fetched for them after a while, unless it is to go at once too.
 */
@Singleton
class Deletion {

    private static final Logger LOG = LoggerFactory.getLogger(Deletion.class);

    private final Together together;
    private final AccountRows rows;
    private final PurgeRows purging;
    private final TokenStore tokens;
    private final Accounts accounts;
    private final Purge purge;
    private final AccountSettings settings;
    private final InstantSource time;
    private final Scheduler timer;

    @Inject
    Deletion(
            Together together,
            AccountRows rows,
            PurgeRows purging,
            TokenStore tokens,
            Accounts accounts,
            Purge purge,
            AccountSettings settings,
            InstantSource time,
            @Named("timer") Optional<Scheduler> timer) {
        this.together = together;
        this.rows = rows;
        this.purging = purging;
        this.tokens = tokens;
        this.accounts = accounts;
        this.purge = purge;
        this.settings = settings;
        this.time = time;
        this.timer = timer.orElseGet(Schedulers::parallel);
    }

    /** What a deletion has come to. */
    enum Outcome {
        /** The account is deleted. */
        DONE,
        /** It is deleted, and what was kept of it is still being removed. */
        UNDER_WAY
    }

    /** Deletes an account; empty if there is none. */
    Mono<Outcome> delete(AccountId account) {
        var now = time.instant();
        return together.change(connection -> rows.delete(account.value(), now, now.plus(settings.keepDeleted()))
                        .filter(deleted -> deleted > 0)
                        .flatMap(_ -> tokens.take(account).thenReturn(Outcome.DONE)))
                .doOnNext(_ -> accounts.forget());
    }

    /** Deletes an account with everything that is kept of it, be it deleted already; empty if there is none. */
    Mono<Outcome> purge(AccountId account) {
        return delete(account)
                .then(purging.hasten(account.value(), time.instant()))
                .filter(found -> found > 0)
                .flatMap(_ -> removed(account));
    }

    /** What goes on when the patience is over is ended by a sweep if this process does not. */
    private Mono<Outcome> removed(AccountId account) {
        var removal = purge.run(account)
                .doOnNext(removed -> LOG.info("{} was deleted with all of its {} rows", account, removed))
                .doOnError(fault -> LOG.warn("Removing what was kept of {} failed; it is tried again", account, fault))
                .thenReturn(Outcome.DONE)
                .toFuture();
        return Mono.fromFuture(removal, /* suppressCancel= */ true)
                .timeout(settings.purgePatience(), Mono.just(Outcome.UNDER_WAY), timer);
    }
}
