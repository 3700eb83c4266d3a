package dev.weekline.quota;

import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Tells other replicas what this one has spent, and takes in what they have. What cannot be stored waits, merged with
 * what is spent meanwhile; nobody who spends waits for it.
 */
@Singleton
final class SpentExchange {

    private static final Logger LOG = LoggerFactory.getLogger(SpentExchange.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration FAREWELL = Duration.ofSeconds(3);
    static final Duration KEPT = Duration.ofDays(2);
    private static final int BATCH = 500;

    private final Spent spent;
    private final SpentRows rows;
    private final InstantSource time;
    private final UUID replica = anyId();
    private final Rounds rounds = new Rounds(
            fault -> LOG.warn("What was spent of the quota is not shared with other replicas for now", fault));

    @Inject
    SpentExchange(Spent spent, SpentRows rows, InstantSource time) {
        this.spent = spent;
        this.rows = rows;
        this.time = time;
    }

    /** Begins an exchange unless one is under way; it goes on without a thread of its own. */
    @Scheduled(fixedDelay = "2s", initialDelay = "1s")
    void begin() {
        rounds.begin(once().timeout(PATIENCE));
    }

    /** Begins to add up the day, which is more to read and changes less. */
    @Scheduled(fixedDelay = "30s", initialDelay = "1s")
    void beginToday() {
        today().timeout(PATIENCE).subscribe(_ -> {}, fault -> LOG.debug("The day could not be added up", fault));
    }

    /** Tells, then listens. */
    Mono<Void> once() {
        return tell().then(Mono.defer(() -> {
            var asked = time.instant();
            return rows.ofOthers(replica, asked.minus(Tally.HOUR).truncatedTo(ChronoUnit.MINUTES))
                    .doOnNext(units -> spent.adoptLastHour(units, asked))
                    .then();
        }));
    }

    /** Adds up what others have spent since midnight UTC. */
    Mono<Void> today() {
        return Mono.defer(() -> {
            var asked = time.instant();
            return rows.ofOthers(replica, midnight(asked))
                    .doOnNext(units -> spent.adoptToday(units, asked))
                    .then();
        });
    }

    /** Stores what is not stored yet. */
    Mono<Void> tell() {
        return Flux.defer(() -> Flux.fromIterable(spent.unstored()))
                .buffer(BATCH)
                .concatMap(this::put)
                .then();
    }

    /** Stores the rest, but does not keep the service from stopping for long. */
    @PreDestroy
    void close() {
        try {
            tell().block(FAREWELL);
        } catch (RuntimeException fault) {
            LOG.warn("What was spent of the quota last was not stored before the end", fault);
        }
    }

    static Instant midnight(Instant now) {
        return now.truncatedTo(ChronoUnit.DAYS);
    }

    /** Nobody has to be kept from guessing it, and a secret one could block whoever asks first. */
    private static UUID anyId() {
        var random = ThreadLocalRandom.current();
        return new UUID(random.nextLong(), random.nextLong());
    }

    private Mono<Long> put(List<SpentRow> batch) {
        return rows.put(replica, batch).doOnSuccess(_ -> spent.stored(batch, time.instant()));
    }
}
