package dev.weekline.access;

import dev.weekline.database.Lane;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * Confirms the keys and sessions in use and writes down when the keys were used, all in three statements and beside the
 * requests.
 */
@Singleton
class KeyCheck {

    private static final Logger LOG = LoggerFactory.getLogger(KeyCheck.class);
    private static final Duration IN_USE = Duration.ofMinutes(10);
    private static final Duration USE_IS_WRITTEN_EVERY = Duration.ofMinutes(5);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Keys keys;
    private final KeyRows rows;
    private final Sessions sessions;
    private final SessionRows sessionRows;
    private final InstantSource time;

    KeyCheck(Keys keys, KeyRows rows, Sessions sessions, SessionRows sessionRows, InstantSource time) {
        this.keys = keys;
        this.rows = rows;
        this.sessions = sessions;
        this.sessionRows = sessionRows;
        this.time = time;
    }

    /** Begins a round; it goes on without a thread of its own. */
    @Scheduled(fixedDelay = "2s", initialDelay = "2s")
    void begin() {
        round().subscribe(_ -> {}, fault -> LOG.debug("The keys in use could not be confirmed", fault));
    }

    Mono<Void> round() {
        return Lane.KEEPING.of(Mono.defer(() -> confirm(time.instant())).then(Mono.defer(this::writeUses)));
    }

    private Mono<Void> confirm(Instant now) {
        return confirm(keys, key -> key.pass().keyId(), rows::notRevoked, now)
                .then(confirm(sessions, session -> session.digest().hex(), sessionRows::notEnded, now));
    }

    /** @param good finds those of these names that still open the door */
    private static Mono<Void> confirm(
            Remembered all,
            Function<KnownKey, String> name,
            Function<Collection<String>, Mono<Set<String>>> good,
            Instant now) {
        var used = all.known().stream()
                .filter(one -> one.isUsedSince(now.minus(IN_USE)))
                .collect(Collectors.toMap(name, one -> one));
        all.known().stream().filter(one -> !used.containsKey(name.apply(one))).forEach(one -> all.forget(one.digest()));
        return used.isEmpty()
                ? Mono.empty()
                : good.apply(used.keySet())
                        .timeout(PATIENCE)
                        .doOnNext(found -> used.forEach((id, one) -> {
                            if (found.contains(id)) {
                                one.confirm(now);
                            } else {
                                all.forget(one.digest());
                            }
                        }))
                        .then();
    }

    private Mono<Void> writeUses() {
        var uses = new HashMap<KnownKey, Instant>();
        Stream.of(keys, sessions)
                .flatMap(all -> all.known().stream())
                .forEach(key -> key.useToWrite(USE_IS_WRITTEN_EVERY).ifPresent(moment -> uses.put(key, moment)));
        return uses.isEmpty()
                ? Mono.empty()
                : rows.used(uses.entrySet().stream()
                                .collect(Collectors.toMap(
                                        use -> use.getKey().pass().keyId(), Map.Entry::getValue, KeyCheck::later)))
                        .timeout(PATIENCE)
                        .doOnNext(_ -> uses.forEach(KnownKey::written))
                        .then();
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
