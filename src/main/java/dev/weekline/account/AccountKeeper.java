package dev.weekline.account;

import dev.weekline.audit.Actor;
import dev.weekline.audit.Change;
import dev.weekline.audit.ChangeLog;
import io.r2dbc.spi.R2dbcDataIntegrityViolationException;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import reactor.core.publisher.Mono;

/** Keeps an account and its token together, or neither. */
@Singleton
class AccountKeeper {

    private final ChangeLog log;
    private final AccountRows rows;
    private final PurgeRows purging;
    private final TokenStore tokens;
    private final Accounts accounts;

    AccountKeeper(ChangeLog log, AccountRows rows, PurgeRows purging, TokenStore tokens, Accounts accounts) {
        this.log = log;
        this.rows = rows;
        this.purging = purging;
        this.tokens = tokens;
        this.accounts = accounts;
    }

    /** Registers an account; one that was deleted finds what was kept of it. */
    Mono<RegistrationAnswer> keep(Account account, AccessToken token, Actor actor) {
        return tokens.prepare(token)
                .flatMap(ready -> log.<RegistrationAnswer>together(connection -> rows.add(
                                account.id().value(),
                                account.slug(),
                                account.name(),
                                account.currency(),
                                account.timeZone().getId(),
                                account.status().map(AccountStatus::word).orElse(null))
                        .filter(added -> added > 0)
                        .flatMap(_ -> purging.forget(account.id().value()))
                        .flatMap(_ -> tokens.give(connection, account.id(), ready)
                                .then(log.write(connection, actor, registered(account)))
                                .thenReturn(new RegistrationAnswer.Registered(account)))))
                .onErrorResume(AccountKeeper::isTaken, _ -> Mono.empty())
                .doOnNext(_ -> accounts.forget())
                .switchIfEmpty(Mono.defer(() -> whyTaken(account)));
    }

    private static Change registered(Account account) {
        return Change.made("account.registered", facts(account))
                .about(account.id().value());
    }

    /** What the audit tells of an account. */
    static Map<String, Object> facts(Account account) {
        var facts = new LinkedHashMap<String, Object>();
        facts.put("slug", account.slug());
        facts.put("name", account.name());
        facts.put("currency", account.currency());
        facts.put("timeZone", account.timeZone().getId());
        return facts;
    }

    /** Somebody else was given the slug after we had looked for it. */
    static boolean isTaken(Throwable fault) {
        return Stream.iterate(fault, cause -> cause != null, Throwable::getCause)
                .anyMatch(R2dbcDataIntegrityViolationException.class::isInstance);
    }

    private Mono<RegistrationAnswer> whyTaken(Account account) {
        return rows.find(account.id().value())
                .<RegistrationAnswer>map(there -> new RegistrationAnswer.AlreadyRegistered(there.toAccount()))
                .defaultIfEmpty(new RegistrationAnswer.SlugTaken(account.slug()));
    }
}
