package dev.weekline.account;

import dev.weekline.account.AccountNode.NodeAnswer;
import dev.weekline.account.ChangeAnswer.Changed;
import dev.weekline.account.ChangeAnswer.Gone;
import dev.weekline.account.ChangeAnswer.Refused;
import dev.weekline.account.ChangeAnswer.SlugTaken;
import dev.weekline.account.ChangeAnswer.Unavailable;
import dev.weekline.audit.Actor;
import dev.weekline.audit.Change;
import dev.weekline.audit.ChangeLog;
import io.r2dbc.spi.Connection;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.Optional;
import reactor.core.publisher.Mono;

/** Changes what may be changed of an account. A new token is tried at Meta before it takes the old one's place. */
@Singleton
class AccountChanges {

    private final AccountNode node;
    private final ChangeLog log;
    private final AccountRows rows;
    private final ListedRows listed;
    private final TokenStore tokens;
    private final Accounts accounts;

    AccountChanges(
            AccountNode node,
            ChangeLog log,
            AccountRows rows,
            ListedRows listed,
            TokenStore tokens,
            Accounts accounts) {
        this.node = node;
        this.log = log;
        this.rows = rows;
        this.listed = listed;
        this.tokens = tokens;
        this.accounts = accounts;
    }

    Mono<ChangeAnswer> change(Account account, AccountChange change, Actor actor) {
        return change.token()
                .map(token -> node.ask(account.id(), token).flatMap(answer -> switch (answer) {
                    case NodeAnswer.Known known ->
                        tokens.prepare(token)
                                .flatMap(ready -> change(account, change, Optional.of(new Given(known, ready)), actor));
                    case NodeAnswer.Refused(var why, var trace) -> Mono.<ChangeAnswer>just(new Refused(why, trace));
                    case NodeAnswer.Unavailable(var why, var trace) ->
                        Mono.<ChangeAnswer>just(new Unavailable(why, trace));
                }))
                .orElseGet(() -> change(account, change, Optional.empty(), actor));
    }

    /** A new token, and what Meta says of the account to whoever has it. */
    private record Given(NodeAnswer.Known known, TokenStore.ReadyToken token) {}

    private Mono<ChangeAnswer> change(Account account, AccountChange change, Optional<Given> given, Actor actor) {
        return log.together(connection -> rows.change(
                                account.id().value(),
                                change.slug().orElse(null),
                                change.paused().orElse(null))
                        .filter(changed -> changed > 0)
                        .flatMap(_ -> given.map(token -> give(connection, account.id(), token))
                                .orElseGet(Mono::empty)
                                .then(log.write(connection, actor, written(account, change)))
                                .then(listed.find(account.id().value())))
                        .<ChangeAnswer>map(row -> new Changed(row.toListed())))
                .onErrorResume(AccountKeeper::isTaken, _ -> Mono.empty())
                .doOnNext(_ -> accounts.forget())
                .switchIfEmpty(Mono.defer(() -> whyNot(account.id(), change)));
    }

    /** Of a token is said that it is new, and nothing else. */
    private static Change written(Account account, AccountChange change) {
        var before = new LinkedHashMap<String, Object>();
        var after = new LinkedHashMap<String, Object>();
        change.slug().ifPresent(slug -> {
            before.put("slug", account.slug());
            after.put("slug", slug);
        });
        change.paused().ifPresent(paused -> {
            before.put("paused", account.isPaused());
            after.put("paused", paused);
        });
        change.token().ifPresent(_ -> after.put("accessToken", "replaced"));
        return Change.of("account.changed", before, after).about(account.id().value());
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
