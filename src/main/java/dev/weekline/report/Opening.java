package dev.weekline.report;

import dev.weekline.account.AccessToken;
import dev.weekline.account.AccountId;
import dev.weekline.account.Accounts;
import dev.weekline.account.Credential;
import dev.weekline.account.UnreadableTokenException;
import dev.weekline.meta.Hindrance;
import dev.weekline.meta.MetaAnswer.Blocked;
import dev.weekline.run.Cause;
import jakarta.inject.Singleton;
import java.time.Clock;
import reactor.core.publisher.Mono;

/**
 * Finds the token to fetch with, if it is worth asking Meta with it: one at rest is not used by anybody, and a dead one
 * only where somebody waits, in case it has come back to life.
 */
@Singleton
class Opening {

    private final Accounts accounts;
    private final Clock clock;

    Opening(Accounts accounts, Clock clock) {
        this.accounts = accounts;
        this.clock = clock;
    }

    /** What was found. */
    sealed interface Found {}

    /** A token to ask with. */
    record With(AccessToken token) implements Found {}

    /** Nothing to ask with; {@code hindered} says why. */
    record Without(Blocked hindered) implements Found {}

    Mono<Found> find(AccountId account, Cause cause) {
        return accounts.credential(account)
                .map(credential -> found(cause, credential))
                .onErrorResume(
                        UnreadableTokenException.class,
                        unreadable -> Mono.just(without(Hindrance.TOKEN, String.valueOf(unreadable.getMessage()))))
                .defaultIfEmpty(without(
                        Hindrance.TOKEN, "No access token is stored for this account; store one with PATCH /accounts"));
    }

    private Found found(Cause cause, Credential credential) {
        if (credential.isResting(clock.instant())) {
            return without(Hindrance.OWNER, why(credential));
        }
        return credential.isDead() && !isWaitedFor(cause)
                ? without(Hindrance.TOKEN, why(credential))
                : new With(credential.token());
    }

    private static boolean isWaitedFor(Cause cause) {
        return switch (cause) {
            case MISSING, REFRESH -> true;
            case STALE, BACKFILL, UPKEEP -> false;
        };
    }

    private static String why(Credential credential) {
        return credential.why().orElse("The access token does not work; store a new access token");
    }

    private static Found without(Hindrance hindrance, String why) {
        return new Without(new Blocked(hindrance, why, ""));
    }
}
