package dev.weekline.quota;

import io.github.bucket4j.distributed.proxy.RetryDecision;
import io.github.bucket4j.distributed.proxy.RetryStrategy.RetryMetadata;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** What a writer does when another replica has changed the bucket first. In every race somebody wins. */
final class LostRace {

    private static final int AT_ONCE = 3;
    private static final int MOST = 60;
    private static final long LONGEST_PAUSE_MICROS = 10_000;

    private LostRace() {}

    /** A few times at once, then after a random pause that takes the crowd apart, and not for ever. */
    static RetryDecision next(RetryMetadata lost) {
        if (lost.getAttemptNumber() <= AT_ONCE) {
            return RetryDecision.retryImmediately();
        }
        return lost.getAttemptNumber() < MOST ? RetryDecision.retryAfter(pause()) : RetryDecision.stop();
    }

    private static Duration pause() {
        return Duration.ofNanos(ThreadLocalRandom.current().nextLong(LONGEST_PAUSE_MICROS) * 1_000);
    }
}
