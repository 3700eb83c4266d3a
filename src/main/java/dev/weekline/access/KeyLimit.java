package dev.weekline.access;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;

/** Keeps one key from wearing this process out. */
@Singleton
final class KeyLimit {

    private static final Duration PERIOD = Duration.ofMinutes(1);

    private final Bucket requests;

    KeyLimit(AccessSettings settings, InstantSource time) {
        this.requests = Bucket.builder()
                .addLimit(Bandwidth.builder()
                        .capacity(settings.requestsPerMinute())
                        .refillGreedy(settings.requestsPerMinute(), PERIOD)
                        .build())
                .withCustomTimePrecision(new Time(time))
                .build();
    }

    /** Takes one request; zero where it may go on, else how long until the next one may. */
    Duration take() {
        var probe = requests.tryConsumeAndReturnRemaining(1);
        return probe.isConsumed() ? Duration.ZERO : Duration.ofNanos(probe.getNanosToWaitForRefill());
    }

    private record Time(InstantSource source) implements TimeMeter {

        @Override
        public long currentTimeNanos() {
            var now = source.instant();
            return Math.addExact(Math.multiplyExact(now.getEpochSecond(), 1_000_000_000L), now.getNano());
        }

        @Override
        public boolean isWallClockBased() {
            return true;
        }
    }
}
