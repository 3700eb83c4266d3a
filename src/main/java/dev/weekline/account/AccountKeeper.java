package dev.weekline.account;

import jakarta.inject.Singleton;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Keeps an account and its token together, or neither. */
@Singleton
class AccountKeeper {

    private final AccountRows rows;
    private final TokenCipher cipher;

    AccountKeeper(AccountRows rows, TokenCipher cipher) {
        this.rows = rows;
        this.cipher = cipher;
    }

    Mono<RegistrationAnswer> keep(Account account, AccessToken token) {
        // Random bytes are read from a device, which may block: not on the thread of a connection.
        return Mono.fromCallable(() -> cipher.encrypt(account.id(), token))
                .subscribeOn(Schedulers.boundedElastic())
                .flatMap(encrypted -> rows.add(
                        account.id().value(),
                        account.slug(),
                        account.name(),
                        account.currency(),
                        account.timeZone().getId(),
                        encrypted))
                .flatMap(added ->
                        added == 0 ? whyTaken(account) : Mono.just(new RegistrationAnswer.Registered(account)));
    }

    private Mono<RegistrationAnswer> whyTaken(Account account) {
        return rows.find(account.id().value())
                .<RegistrationAnswer>map(there -> new RegistrationAnswer.AlreadyRegistered(there.toAccount()))
                .defaultIfEmpty(new RegistrationAnswer.SlugTaken(account.slug()));
    }
}
