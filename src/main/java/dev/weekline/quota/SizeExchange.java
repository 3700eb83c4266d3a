package dev.weekline.quota;

import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * Takes in what other replicas have learned of the sizes of buckets, learns, and tells them. What was learned outlives
 * the process. Until it was read once nothing is learned, so that a restart does not begin with the guess.
 */
@Singleton
final class SizeExchange {

    private static final Logger LOG = LoggerFactory.getLogger(SizeExchange.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    static final Duration KEPT = Duration.ofDays(30);

    /** Clocks differ, and what was told may be stored late. */
    private static final Duration OVERLAP = Duration.ofMinutes(1);

    private final LearnedSizes sizes;
    private final SizeRows rows;
    private final InstantSource time;
    private final Rounds rounds =
            new Rounds(fault -> LOG.warn("The sizes of the quota are neither learned nor shared for now", fault));
    private volatile Instant readUpTo = Instant.EPOCH;

    SizeExchange(LearnedSizes sizes, SizeRows rows, InstantSource time) {
        this.sizes = sizes;
        this.rows = rows;
        this.time = time;
    }

    /** Begins an exchange unless one is under way; it goes on without a thread of its own. */
    @Scheduled(fixedDelay = "2s", initialDelay = "1s")
    void begin() {
        rounds.begin(once().timeout(PATIENCE));
    }

    /** Listens, learns, tells. */
    Mono<Void> once() {
        return Mono.defer(() -> {
            var asked = time.instant();
            return rows.since(readUpTo)
                    .doOnNext(sizes::adopt)
                    .then(Mono.defer(() -> {
                        readUpTo = asked.minus(OVERLAP);
                        sizes.learn(asked);
                        return tell();
                    }))
                    .then();
        });
    }

    private Mono<Long> tell() {
        var news = sizes.takeNews();
        return news.isEmpty() ? Mono.empty() : rows.put(news).doOnError(_ -> sizes.keepNews(news));
    }
}
