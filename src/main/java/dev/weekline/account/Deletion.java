package dev.weekline.account;

import dev.weekline.audit.Actor;
import dev.weekline.audit.Change;
import dev.weekline.audit.ChangeLog;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Map;
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

    private final ChangeLog log;
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
            ChangeLog log,
            AccountRows rows,
            PurgeRows purging,
            TokenStore tokens,
            Accounts accounts,
            Purge purge,
            AccountSettings settings,
            InstantSource time,
            @Named("timer") Optional<Scheduler> timer) {
        this.log = log;
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
    Mono<Outcome> delete(AccountId account, Actor actor) {
        var now = time.instant();
        return log.together(connection -> rows.delete(account.value(), now, now.plus(settings.keepDeleted()))
                        .filter(deleted -> deleted > 0)
                        .flatMap(_ -> tokens.take(account)
                                .then(log.write(connection, actor, change("account.deleted", account)))
                                .thenReturn(Outcome.DONE)))
                .doOnNext(_ -> accounts.forget());
    }

    /** Deletes an account with everything that is kept of it, be it deleted already; empty if there is none. */
    Mono<Outcome> purge(AccountId account, Actor actor) {
        return delete(account, actor)
                .then(log.together(connection -> purging.hasten(account.value(), time.instant())
                        .filter(found -> found > 0)
                        .flatMap(found -> log.write(connection, actor, change("account.purged", account))
                                .thenReturn(found))))
                .flatMap(_ -> removed(account));
    }

    private static Change change(String what, AccountId account) {
        return Change.made(what, Map.of()).about(account.value());
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
