package dev.weekline.account;

import io.r2dbc.spi.Connection;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Keeps each token once, however many accounts it opens, and none that opens no account. */
@Singleton
class TokenStore {

    private final TokenRows tokens;
    private final CredentialRows credentials;
    private final TokenCipher cipher;
    private final List<NewToken> listeners;
    private final InstantSource time;

    TokenStore(
            TokenRows tokens,
            CredentialRows credentials,
            TokenCipher cipher,
            List<NewToken> listeners,
            InstantSource time) {
        this.tokens = tokens;
        this.credentials = credentials;
        this.cipher = cipher;
        this.listeners = listeners;
        this.time = time;
    }

    /**
     * Encrypts a token under the id that it is stored under, if it is. On a thread that may wait: random bytes are read
     * from a device.
     */
    Mono<ReadyToken> prepare(AccessToken token) {
        var fingerprints = cipher.fingerprints(token);
        return tokens.find(fingerprints)
                .map(TokenId::new)
                .publishOn(Schedulers.boundedElastic())
                .switchIfEmpty(Mono.fromCallable(TokenId::random).subscribeOn(Schedulers.boundedElastic()))
                .map(id -> new ReadyToken(id, cipher.encrypt(id, token), fingerprints));
    }

    /** Opens an account with a token that Meta accepts for it from now on; in the caller's transaction. */
    Mono<Void> give(Connection connection, AccountId account, ReadyToken ready) {
        var stored = ready.stored();
        return credentials
                .tokenOf(account.value())
                .map(List::of)
                .defaultIfEmpty(List.of())
                .flatMap(before -> tokens.keep(
                                ready.id().value(),
                                stored.fingerprint(),
                                stored.bytes(),
                                stored.keyId(),
                                ready.fingerprints(),
                                time.instant())
                        .flatMap(id -> credentials.point(account.value(), id).thenReturn(id))
                        .flatMap(id -> before.isEmpty() || before.contains(id)
                                ? Mono.empty()
                                : removeUnused(before.getFirst())))
                .thenMany(Flux.fromIterable(listeners))
                .concatMap(listener -> listener.stored(connection, account))
                .then();
    }

    /** Leaves an account without a token; in the caller's transaction. */
    Mono<Void> take(AccountId account) {
        return credentials
                .tokenOf(account.value())
                .flatMap(id -> credentials.remove(account.value()).then(removeUnused(id)));
    }

    /** The lock makes the second statement see who began to use it meanwhile. */
    private Mono<Void> removeUnused(String tokenId) {
        return tokens.lock(tokenId).flatMap(_ -> tokens.removeUnused(tokenId)).then();
    }

    /**
     * A token that is ready to be stored, unless it is.
     *
     * @param fingerprints what it may be found by
     */
    record ReadyToken(TokenId id, TokenCipher.EncryptedToken stored, List<String> fingerprints) {}
}
