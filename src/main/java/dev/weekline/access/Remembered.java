package dev.weekline.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.weekline.database.Lane;
import io.r2dbc.spi.R2dbcTimeoutException;
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
 * What opens the door and can be taken away on any replica. One that is in use is remembered, and {@link KeyCheck}
 * confirms all of these every two seconds. What was not confirmed within five is looked up by whoever shows it, so one
 * that was taken away opens nothing after that time. While the database does not answer, nothing can be taken away
 * either: what is known goes on working for as long as the settings say, what is not has to wait.
 */
abstract class Remembered {

    /** After this what was taken away opens nothing on any replica. */
    static final Duration REVOKED_WITHIN = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger(Remembered.class);
    private static final int MOST_REMEMBERED = 10_000;
    private static final Duration LONGEST_LOOK_UP = Duration.ofSeconds(5);

    private final AccessSettings settings;
    private final InstantSource time;
    private final Cache<KeyDigest, KnownKey> known =
            Caffeine.newBuilder().maximumSize(MOST_REMEMBERED).build();

    /** What is shown is random, so one that is made later was never asked for before. */
    private final Cache<KeyDigest, Boolean> wrong =
            Caffeine.newBuilder().maximumSize(MOST_REMEMBERED).build();

    private final ConcurrentHashMap<KeyDigest, Mono<Pass>> underWay = new ConcurrentHashMap<>();

    Remembered(AccessSettings settings, InstantSource time) {
        this.settings = settings;
        this.time = time;
    }

    /** Asks the database what that opens; empty where it opens nothing. */
    abstract Mono<Pass> look(KeyDigest digest);

    /** Who shows that, if it was good a moment ago; asks nobody. */
    Optional<Caller> remembered(KeyDigest digest) {
        return Optional.ofNullable(known.getIfPresent(digest))
                .flatMap(key -> key.caller(time.instant(), REVOKED_WITHIN));
    }

    /** Who shows that; empty if it opens nothing, an error signal if that can't be found out now. */
    Mono<Caller> find(KeyDigest digest) {
        return pass(digest).map(Pass::caller);
    }

    /** What that opens, and for whom; empty and error signals as above. */
    Mono<Pass> pass(KeyDigest digest) {
        return Mono.defer(() -> wrong.getIfPresent(digest) != null
                ? Mono.empty()
                : Mono.justOrEmpty(pass(digest, REVOKED_WITHIN))
                        .switchIfEmpty(Mono.defer(() -> underWay.computeIfAbsent(digest, this::lookUp))));
    }

    /** Those that are remembered. */
    Collection<KnownKey> known() {
        return known.asMap().values();
    }

    /** It is looked up again before it opens anything. */
    void forget(KeyDigest digest) {
        known.invalidate(digest);
    }

    /** The same for all that goes back to the key with that id. */
    void forget(String keyId) {
        known.asMap().values().removeIf(key -> key.pass().keyId().equals(keyId));
    }

    private Optional<Pass> pass(KeyDigest digest, Duration trusted) {
        return Optional.ofNullable(known.getIfPresent(digest))
                .filter(key -> key.caller(time.instant(), trusted).isPresent())
                .map(KnownKey::pass);
    }

    /** Shared by all who show the same at the same time; none of them ends it for the others. */
    private Mono<Pass> lookUp(KeyDigest digest) {
        // Whoever waits in the lane of the readers has been let in.
        return Lane.KEEPING
                .of(Mono.defer(() -> look(digest, time.instant())))
                .timeout(LONGEST_LOOK_UP, Mono.error(() -> new R2dbcTimeoutException("Looking up a key took too long")))
                .onErrorResume(fault -> Mono.justOrEmpty(pass(digest, settings.trust()))
                        .doOnNext(pass -> LOG.debug(
                                "{} is taken for good, unconfirmed",
                                pass.caller().name(),
                                fault))
                        .switchIfEmpty(Mono.error(fault)))
                .doFinally(_ -> underWay.remove(digest))
                .cache();
    }

    private Mono<Pass> look(KeyDigest digest, Instant asked) {
        return look(digest)
                .filter(pass -> pass.isOpenAt(asked))
                .doOnNext(pass -> remember(digest, pass, asked))
                .switchIfEmpty(Mono.fromRunnable(() -> {
                    known.invalidate(digest);
                    wrong.put(digest, true);
                }));
    }

    private void remember(KeyDigest digest, Pass pass, Instant asked) {
        known.asMap()
                .computeIfAbsent(digest, _ -> new KnownKey(digest, pass, asked))
                .confirm(asked);
    }
}
