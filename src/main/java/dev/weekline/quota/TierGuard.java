package dev.weekline.quota;

import dev.weekline.quota.AnswersRead.Count;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Context;
import io.micronaut.scheduling.annotation.Scheduled;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * Minds that Meta lets only those keep full access who use it: it wants 500 calls in 15 days (Marketing API, access
 * tiers). Who saves calls may fall below that, and is told in time. What is counted are answers that came with usage
 * headers, of all replicas.
 */
@Context
final class TierGuard {

    private static final Logger LOG = LoggerFactory.getLogger(TierGuard.class);

    /** Calls that Meta wants to see. */
    static final int WANTED = 500;

    private static final Duration SPAN = Duration.ofDays(15);
    private static final Duration SAID_AGAIN_AFTER = Duration.ofDays(1);

    /** Calls below which it is time to speak, so that something can still be done. */
    static final int ENDANGERED = WANTED + WANTED / 5;

    private final AnswersRead answers;
    private final InstantSource time;
    private volatile Count seen = new Count(0, false);
    private volatile Instant saidAt = Instant.EPOCH;

    TierGuard(AnswersRead answers, MeterRegistry meters, InstantSource time) {
        this.answers = answers;
        this.time = time;
        Gauge.builder("weekline.meta.tier.calls", this, guard -> guard.seen.answers())
                .description("Calls that Meta has answered in the last 15 days")
                .baseUnit("calls")
                .register(meters);
        Gauge.builder("weekline.meta.tier.wanted", () -> WANTED)
                .description("Calls in 15 days below which Meta may take full access away")
                .baseUnit("calls")
                .register(meters);
        Gauge.builder("weekline.meta.tier.endangered", this, guard -> isEndangered(guard.seen) ? 1 : 0)
                .description("1 while so few calls are made that full access is in danger")
                .register(meters);
    }

    /** Begins to count; it goes on without a thread of its own. */
    @Scheduled(fixedDelay = "${weekline.meters.tier-every:15m}", initialDelay = "${weekline.meters.delay:15s}")
    void begin() {
        once().subscribe(_ -> {}, fault -> LOG.debug("Answers of Meta could not be counted", fault));
    }

    Mono<Count> once() {
        return answers.since(time.instant().minus(SPAN)).doOnNext(count -> {
            seen = count;
            if (isEndangered(count) && time.instant().isAfter(saidAt.plus(SAID_AGAIN_AFTER))) {
                saidAt = time.instant();
                LOG.warn(
                        "Meta has answered {} calls in 15 days and wants {} of an app with full access: saving more calls endangers it",
                        count.answers(),
                        WANTED);
            }
        });
    }

    /** Who has not been here for 15 days has not had the time to make them. */
    private static boolean isEndangered(Count count) {
        return count.goesBackFurther() && count.answers() < ENDANGERED;
    }
}
