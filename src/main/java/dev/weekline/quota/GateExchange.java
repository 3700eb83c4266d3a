package dev.weekline.quota;

import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * Tells other replicas of the limits that this one ran into, and takes in theirs, so that no replica has to find out by
 * itself, nor one that has just started. Without a database each goes by what it knows.
 */
@Singleton
final class GateExchange {

    private static final Logger LOG = LoggerFactory.getLogger(GateExchange.class);
    static final Duration KEPT = Duration.ofHours(1);

    private final Gates gates;
    private final GateRows rows;
    private final GateSettings settings;
    private final InstantSource time;
    private final Rounds rounds =
            new Rounds(fault -> LOG.warn("Gates are not shared with other replicas for now", fault));

    GateExchange(Gates gates, GateRows rows, GateSettings settings, InstantSource time) {
        this.gates = gates;
        this.rows = rows;
        this.settings = settings;
        this.time = time;
    }

    /** Begins an exchange unless one is under way; it goes on without a thread of its own. */
    @Scheduled(fixedDelay = "${weekline.quota.gates.exchange:2s}", initialDelay = "1s")
    void begin() {
        rounds.begin(once());
    }

    /** Tells, then listens. */
    Mono<Void> once() {
        return tell().thenMany(rows.opening(time.instant().minus(settings.untilAllPasses())))
                .doOnNext(limit -> gates.adopt(limit, time.instant()))
                .then();
    }

    private Mono<Long> tell() {
        return Mono.defer(() -> {
            var news = gates.takeNews();
            return news.isEmpty() ? Mono.empty() : rows.put(news).doOnError(_ -> gates.keepNews(news));
        });
    }
}
