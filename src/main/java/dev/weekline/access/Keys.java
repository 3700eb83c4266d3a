package dev.weekline.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.weekline.database.Lane;
import io.r2dbc.spi.R2dbcTimeoutException;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * The keys that were made here. One that is in use is remembered, and {@link KeyCheck} confirms all of these every two
 * seconds with one question to the database. What was not confirmed within five is looked up by whoever shows it, so a
 * key that was revoked on any replica opens nothing after that time. While the database does not answer, nobody can
 * revoke a key either: one that is known goes on working for as long as the settings say, one that is not has to wait.
 */
@Singleton
class Keys {

    /** After this a revoked key opens nothing on any replica. */
    static final Duration REVOKED_WITHIN = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger(Keys.class);
    private static final int MOST_REMEMBERED = 10_000;
    private static final Duration LONGEST_LOOK_UP = Duration.ofSeconds(5);

    private final KeyRows rows;
    private final AccessSettings settings;
    private final InstantSource time;
    private final Cache<KeyDigest, KnownKey> known =
            Caffeine.newBuilder().maximumSize(MOST_REMEMBERED).build();

    /** A key is random, so one that is made later was never asked for before. */
    private final Cache<KeyDigest, Boolean> wrong =
            Caffeine.newBuilder().maximumSize(MOST_REMEMBERED).build();

    private final ConcurrentHashMap<KeyDigest, Mono<Caller>> underWay = new ConcurrentHashMap<>();

    Keys(KeyRows rows, AccessSettings settings, InstantSource time) {
        this.rows = rows;
        this.settings = settings;
        this.time = time;
    }

    /** Whose key that is, if it was good a moment ago; asks nobody. */
    Optional<Caller> remembered(KeyDigest digest) {
        return remembered(digest, REVOKED_WITHIN);
    }

    /** Whose key that is; empty if it opens nothing, an error signal if that can't be found out now. */
    Mono<Caller> find(KeyDigest digest) {
        return Mono.defer(() -> wrong.getIfPresent(digest) != null
                ? Mono.empty()
                : Mono.justOrEmpty(remembered(digest))
                        .switchIfEmpty(Mono.defer(() -> underWay.computeIfAbsent(digest, this::lookUp))));
    }

    /** Those that are remembered. */
    Collection<KnownKey> known() {
        return known.asMap().values();
    }

    /** It is looked up again before it opens anything. */
    void forget(KnownKey key) {
        known.invalidate(key.digest());
    }

    /** The same for the key with that id. */
    void forget(String id) {
        known.asMap().values().removeIf(key -> key.id().equals(id));
    }

    private Optional<Caller> remembered(KeyDigest digest, Duration trusted) {
        return Optional.ofNullable(known.getIfPresent(digest)).flatMap(key -> key.caller(time.instant(), trusted));
    }

    /** Shared by all who show the same key at the same time; none of them ends it for the others. */
    private Mono<Caller> lookUp(KeyDigest digest) {
        // Whoever waits in the lane of the readers has been let in.
        return Lane.KEEPING
                .of(Mono.defer(() -> look(digest, time.instant())))
                .timeout(LONGEST_LOOK_UP, Mono.error(() -> new R2dbcTimeoutException("Looking up a key took too long")))
                .onErrorResume(fault -> Mono.justOrEmpty(remembered(digest, settings.trust()))
                        .doOnNext(caller -> LOG.debug("{} is taken for good, unconfirmed", caller.name(), fault))
                        .switchIfEmpty(Mono.error(fault)))
                .doFinally(_ -> underWay.remove(digest))
                .cache();
    }

    private Mono<Caller> look(KeyDigest digest, Instant asked) {
        return rows.find(digest)
                .filter(key -> key.isOpenAt(asked))
                .map(key -> remember(digest, key, asked))
                .switchIfEmpty(Mono.fromRunnable(() -> {
                    known.invalidate(digest);
                    wrong.put(digest, true);
                }));
    }

    private Caller remember(KeyDigest digest, ApiKey key, Instant asked) {
        known.asMap()
                .computeIfAbsent(digest, _ -> new KnownKey(digest, key, asked))
                .confirm(asked);
        return key.caller();
    }
}
