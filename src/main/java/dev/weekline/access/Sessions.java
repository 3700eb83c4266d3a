package dev.weekline.access;

import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Sessions of people who have signed in with a key. Each is a row, so that signing out ends it on every replica,
 * wherever its cookie has got to; a sealed cookie without a row could only be asked to forget itself. A session ends
 * with its key too, and is confirmed as keys are.
 */
@Singleton
class Sessions extends Remembered {

    private final SessionRows rows;
    private final KeyRows keys;
    private final AdminKey admin;
    private final AccessSettings settings;
    private final InstantSource time;
    private final SecureRandom random = new SecureRandom();

    Sessions(SessionRows rows, KeyRows keys, AdminKey admin, AccessSettings settings, InstantSource time) {
        super(settings, time);
        this.rows = rows;
        this.keys = keys;
        this.admin = admin;
        this.settings = settings;
        this.time = time;
    }

    /** A session and what its cookie holds, which is nowhere else. */
    record Begun(Instant endsAt, String text) {

        @Override
        public String toString() {
            return "Begun[endsAt=" + endsAt + "]";
        }
    }

    /** Begins one for who has shown that key. */
    Mono<Begun> begin(Pass shown) {
        // Random bytes are read from a device, which may block: not on the thread of a connection.
        return Mono.fromCallable(() -> SessionText.random(random, shown.keyId().equals(AdminKey.NAME)))
                .subscribeOn(Schedulers.boundedElastic())
                .flatMap(text -> {
                    var now = time.instant();
                    var end = shown.until(now.plus(settings.session())).endsAt().orElseThrow();
                    return rows.add(digest(text), shown.keyId(), now, end).thenReturn(new Begun(end, text));
                });
    }

    /** Ends the session of that cookie, if there is one. */
    Mono<Void> end(String text) {
        var digest = digest(text);
        return rows.remove(digest).doOnNext(_ -> forget(digest)).then();
    }

    /** What the session of that cookie is found by. With another admin key it is another one for a session of that. */
    KeyDigest digest(String text) {
        return SessionText.isOfAdmin(text) ? admin.digestOf(text) : KeyDigest.of(text);
    }

    @Override
    Mono<Pass> look(KeyDigest digest) {
        return rows.find(digest).flatMap(session -> passOf(session.keyId()).map(key -> key.until(session.endsAt())));
    }

    private Mono<Pass> passOf(String keyId) {
        return keyId.equals(AdminKey.NAME)
                ? Mono.just(AdminKey.PASS)
                : keys.findById(keyId).filter(key -> key.revokedAt().isEmpty()).map(ApiKey::pass);
    }
}
