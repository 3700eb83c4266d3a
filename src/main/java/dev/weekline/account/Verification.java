package dev.weekline.account;

import dev.weekline.account.AccountNode.NodeAnswer;
import dev.weekline.account.TokenNode.TokenAnswer;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import reactor.core.publisher.Mono;

/** Asks Meta what works of an account and its token, and takes over what it tells. */
@Singleton
class Verification {

    private final Accounts accounts;
    private final AccountRows rows;
    private final CredentialRows credentials;
    private final TokenNode tokenNode;
    private final AccountNode accountNode;
    private final HealthOfTokens health;
    private final InstantSource time;

    Verification(
            Accounts accounts,
            AccountRows rows,
            CredentialRows credentials,
            TokenNode tokenNode,
            AccountNode accountNode,
            HealthOfTokens health,
            InstantSource time) {
        this.accounts = accounts;
        this.rows = rows;
        this.credentials = credentials;
        this.tokenNode = tokenNode;
        this.accountNode = accountNode;
        this.health = health;
        this.time = time;
    }

    /** What verifying an account can come to, short of a fault. */
    sealed interface Answer {

        /** What was looked at, one by one. */
        record Verified(List<Check> checks) implements Answer {}

        /** There is no token to ask with. */
        record Impossible(String why) implements Answer {}

        /** Meta could not be asked. */
        record Unavailable(String why, String fbtraceId) implements Answer {}
    }

    Mono<Answer> verify(AccountId account) {
        return accounts.token(account)
                .flatMap(token -> ask(account, token))
                .onErrorResume(
                        UnreadableTokenException.class,
                        unreadable -> Mono.just(new Answer.Impossible(String.valueOf(unreadable.getMessage()))))
                .defaultIfEmpty(new Answer.Impossible(
                        "No access token is stored for this account; store one with PATCH /accounts"));
    }

    private Mono<Answer> ask(AccountId account, AccessToken token) {
        return credentials
                .tokenOf(account.value())
                .flatMap(id -> health.asking(new TokenId(id), token))
                .singleOptional()
                .flatMap(asked -> ask(account, token, asked));
    }

    /** @param asked the token, where it is a stored one */
    private Mono<Answer> ask(AccountId account, AccessToken token, Optional<AskedToken> asked) {
        return tokenNode
                .ask(account, token, true)
                .flatMap(ofToken -> accountNode
                        .ask(account, token)
                        .flatMap(ofAccount ->
                                takeOver(account, asked, ofToken, ofAccount).thenReturn(answer(ofToken, ofAccount))));
    }

    private Answer answer(TokenAnswer token, NodeAnswer account) {
        return account instanceof NodeAnswer.Unavailable(var why, var trace) && token instanceof TokenAnswer.Unavailable
                ? new Answer.Unavailable(why, trace)
                : new Answer.Verified(Checks.of(token, account, time.instant()));
    }

    private Mono<Void> takeOver(
            AccountId account, Optional<AskedToken> asked, TokenAnswer ofToken, NodeAnswer ofAccount) {
        var told = Mono.justOrEmpty(asked).flatMap(stored -> health.told(stored, ofToken));
        return ofAccount instanceof NodeAnswer.Known known
                ? told.then(rows.refresh(
                                account.value(),
                                known.name(),
                                known.currency(),
                                known.timeZone().getId(),
                                known.status().map(AccountStatus::word).orElse(null)))
                        .doOnNext(_ -> accounts.forget())
                        .then()
                : told;
    }
}
