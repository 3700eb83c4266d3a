package dev.weekline.access;

import dev.weekline.database.Lane;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/** Confirms the keys in use and writes down when they were used, all in two statements and beside the requests. */
@Singleton
class KeyCheck {

    private static final Logger LOG = LoggerFactory.getLogger(KeyCheck.class);
    private static final Duration IN_USE = Duration.ofMinutes(10);
    private static final Duration USE_IS_WRITTEN_EVERY = Duration.ofMinutes(5);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Keys keys;
    private final KeyRows rows;
    private final InstantSource time;

    KeyCheck(Keys keys, KeyRows rows, InstantSource time) {
        this.keys = keys;
        this.rows = rows;
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
        var used = keys.known().stream()
                .filter(key -> key.isUsedSince(now.minus(IN_USE)))
                .collect(Collectors.toMap(KnownKey::id, key -> key));
        keys.known().stream().filter(key -> !used.containsKey(key.id())).forEach(keys::forget);
        return used.isEmpty()
                ? Mono.empty()
                : rows.notRevoked(used.keySet())
                        .timeout(PATIENCE)
                        .doOnNext(good -> used.forEach((id, key) -> {
                            if (good.contains(id)) {
                                key.confirm(now);
                            } else {
                                keys.forget(key);
                            }
                        }))
                        .then();
    }

    private Mono<Void> writeUses() {
        var uses = new HashMap<KnownKey, Instant>();
        keys.known().forEach(key -> key.useToWrite(USE_IS_WRITTEN_EVERY).ifPresent(moment -> uses.put(key, moment)));
        return uses.isEmpty()
                ? Mono.empty()
                : rows.used(uses.entrySet().stream()
                                .collect(Collectors.toMap(use -> use.getKey().id(), Map.Entry::getValue)))
                        .timeout(PATIENCE)
                        .doOnNext(_ -> uses.forEach(KnownKey::written))
                        .then();
    }
}
