package dev.weekline.account;

import dev.weekline.account.AccountNode.NodeAnswer;
import dev.weekline.account.ChangeAnswer.Changed;
import dev.weekline.account.ChangeAnswer.Gone;
import dev.weekline.account.ChangeAnswer.Refused;
import dev.weekline.account.ChangeAnswer.SlugTaken;
import dev.weekline.account.ChangeAnswer.Unavailable;
import io.r2dbc.spi.Connection;
import jakarta.inject.Singleton;
import java.util.Optional;
import reactor.core.publisher.Mono;

/** Changes what may be changed of an account. A new token is tried at Meta before it takes the old one's place. */
@Singleton
class AccountChanges {

    private final AccountNode node;
    private final Together together;
    private final AccountRows rows;
    private final ListedRows listed;
    private final TokenStore tokens;
    private final Accounts accounts;

    AccountChanges(
            AccountNode node,
            Together together,
            AccountRows rows,
            ListedRows listed,
            TokenStore tokens,
            Accounts accounts) {
        this.node = node;
        this.together = together;
        this.rows = rows;
        this.listed = listed;
        this.tokens = tokens;
        this.accounts = accounts;
    }

    Mono<ChangeAnswer> change(AccountId account, AccountChange change) {
        return change.token()
                .map(token -> node.ask(account, token).flatMap(answer -> switch (answer) {
                    case NodeAnswer.Known known ->
                        tokens.prepare(token)
                                .flatMap(ready -> change(account, change, Optional.of(new Given(known, ready))));
                    case NodeAnswer.Refused(var why, var trace) -> Mono.<ChangeAnswer>just(new Refused(why, trace));
                    case NodeAnswer.Unavailable(var why, var trace) ->
                        Mono.<ChangeAnswer>just(new Unavailable(why, trace));
                }))
                .orElseGet(() -> change(account, change, Optional.empty()));
    }

    /** A new token, and what Meta says of the account to whoever has it. */
    private record Given(NodeAnswer.Known known, TokenStore.ReadyToken token) {}

    private Mono<ChangeAnswer> change(AccountId account, AccountChange change, Optional<Given> given) {
        return together.change(connection -> rows.change(
                                account.value(),
                                change.slug().orElse(null),
                                change.paused().orElse(null))
                        .filter(changed -> changed > 0)
                        .flatMap(_ -> given.map(token -> give(connection, account, token))
                                .orElseGet(Mono::empty)
                                .then(listed.find(account.value())))
                        .<ChangeAnswer>map(row -> new Changed(row.toListed())))
                .onErrorResume(AccountKeeper::isTaken, _ -> Mono.empty())
                .doOnNext(_ -> accounts.forget())
                .switchIfEmpty(Mono.defer(() -> whyNot(account, change)));
    }

    private Mono<Void> give(Connection connection, AccountId account, Given given) {
        return rows.refresh(
                        account.value(),
                        given.known().name(),
                        given.known().currency(),
                        given.known().timeZone().getId(),
                        given.known().status().map(AccountStatus::word).orElse(null))
                .then(tokens.give(connection, account, given.token()));
    }

    private Mono<ChangeAnswer> whyNot(AccountId account, AccountChange change) {
        return rows.find(account.value())
                .<ChangeAnswer>map(_ -> new SlugTaken(change.slug().orElse("")))
                .defaultIfEmpty(new Gone());
    }
}
