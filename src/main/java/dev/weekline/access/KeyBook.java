package dev.weekline.access;

import dev.weekline.account.AccountId;
import dev.weekline.audit.Actor;
import dev.weekline.audit.Change;
import dev.weekline.audit.ChangeLog;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Makes keys and revokes them, and has both written down. */
@Singleton
class KeyBook {

    private static final int BASE = Character.MAX_RADIX;
    private static final int RANDOM_IDS = BASE * BASE * BASE * BASE;

    private final ChangeLog changes;
    private final Keys keys;
    private final Sessions sessions;
    private final InstantSource time;
    private final SecureRandom random = new SecureRandom();

    KeyBook(ChangeLog changes, Keys keys, Sessions sessions, InstantSource time) {
        this.changes = changes;
        this.keys = keys;
        this.sessions = sessions;
        this.time = time;
    }

    /** A key as it was made, and its text, which is nowhere else. */
    record Made(ApiKey key, String text) {

        @Override
        public String toString() {
            return "Made[" + key.id() + "]";
        }
    }

    Mono<Made> make(
            String name, Scope scope, Optional<Set<AccountId>> accounts, Optional<Instant> expiresAt, Actor actor) {
        // Random bytes are read from a device, which may block: not on the thread of a connection.
        return Mono.fromCallable(() -> draw(name, scope, accounts, expiresAt, actor))
                .subscribeOn(Schedulers.boundedElastic())
                .flatMap(made -> changes.together(connection -> KeyRows.add(
                                connection, made.key(), KeyDigest.of(made.text()))
                        .then(changes.write(connection, actor, Change.made("key.made", KeyView.facts(made.key()))))
                        .thenReturn(made)));
    }

    /** Revokes a key; whether there is one. To do it twice changes nothing. */
    Mono<Boolean> revoke(String id, Actor actor) {
        return changes.together(connection -> KeyRows.revoke(connection, id, time.instant())
                        .flatMap(key -> changes.write(
                                        connection, actor, Change.removed("key.revoked", KeyView.facts(key)))
                                .thenReturn(true))
                        .switchIfEmpty(Mono.defer(() -> KeyRows.exists(connection, id))))
                .doOnNext(_ -> {
                    keys.forget(id);
                    sessions.forget(id);
                });
    }

    private Made draw(
            String name, Scope scope, Optional<Set<AccountId>> accounts, Optional<Instant> expiresAt, Actor actor) {
        var now = time.instant();
        var text = KeyText.random(random);
        return new Made(
                new ApiKey(
                        id(now),
                        name,
                        KeyText.ending(text),
                        scope,
                        accounts,
                        actor.who(),
                        now,
                        expiresAt,
                        Optional.empty(),
                        Optional.empty()),
                text);
    }

    /** Later keys have higher ids. */
    private String id(Instant now) {
        var last =
                Integer.toString(RANDOM_IDS + random.nextInt(RANDOM_IDS), BASE).substring(1);
        return Long.toString(now.toEpochMilli(), BASE) + last;
    }
}
