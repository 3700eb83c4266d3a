package dev.weekline.access;

import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
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
        return Mono.defer(() -> confirm(time.instant())).then(Mono.defer(this::writeUses));
    }

    private Mono<Void> confirm(Instant now) {
        var used = known().filter(key -> key.isUsedSince(now.minus(IN_USE))).collect(Collectors.toSet());
        known().filter(key -> !used.contains(key)).map(KnownKey::id).forEach(keys::forget);
        var ids = used.stream().map(KnownKey::id).toList();
        return ids.isEmpty()
                ? Mono.empty()
                : rows.notRevoked(ids)
                        .timeout(PATIENCE)
                        .doOnNext(good -> {
                            used.stream().filter(key -> good.contains(key.id())).forEach(key -> key.confirm(now));
                            ids.stream().filter(id -> !good.contains(id)).forEach(keys::forget);
                        })
                        .then();
    }

    private Mono<Void> writeUses() {
        Map<KnownKey, Instant> uses = new HashMap<>();
        known().forEach(key -> key.useToWrite(USE_IS_WRITTEN_EVERY).ifPresent(at -> uses.put(key, at)));
        return uses.isEmpty()
                ? Mono.empty()
                : rows.used(uses.entrySet().stream()
                                .collect(Collectors.toMap(use -> use.getKey().id(), Map.Entry::getValue)))
                        .timeout(PATIENCE)
                        .doOnNext(_ -> uses.forEach(KnownKey::written))
                        .then();
    }

    private Stream<KnownKey> known() {
        return StreamSupport.stream(keys.known().spliterator(), false);
    }
}
