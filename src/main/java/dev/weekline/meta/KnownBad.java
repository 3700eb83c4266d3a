package dev.weekline.meta;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import dev.weekline.account.AccountId;
import dev.weekline.meta.Insights.Question;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Remembers what is not worth asking again: every mistake of ours lowers what Meta allows (rate-limiting page), and
 * calls of an account that it stopped for abuse make that worse. A new access token lifts what is remembered of the
 * account as a whole.
 */
@Singleton
final class KnownBad {

    private static final Logger LOG = LoggerFactory.getLogger(KnownBad.class);
    private static final Duration MISTAKE_LASTS = Duration.ofHours(1);
    private static final Duration STOP_LASTS = Duration.ofHours(24);
    private static final int MOST = 10_000;

    private final MeterRegistry meters;
    private final Cache<Key, Known> known;

    KnownBad(InstantSource time, MeterRegistry meters) {
        this.meters = meters;
        this.known = Caffeine.newBuilder()
                .maximumSize(MOST)
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(time.instant().toEpochMilli()))
                .executor(Runnable::run)
                .expireAfter(Expiry.<Key, Known>creating((_, bad) -> bad.lasts()))
                .build();
    }

    /** What a recipe of an account is refused with, or the account as a whole. */
    Optional<MetaAnswer.Failure> find(Question question) {
        return Optional.ofNullable(known.getIfPresent(Key.of(question)))
                .or(() -> Optional.ofNullable(known.getIfPresent(Key.ofAccount(question))))
                .map(Known::failure);
    }

    /** Takes in how a question ended. */
    void note(Question question, MetaAnswer answer) {
        switch (answer) {
            case MetaAnswer.Refused refused -> known.put(Key.of(question), new Known(refused, MISTAKE_LASTS));
            case MetaAnswer.Blocked blocked when blocked.hindrance().isStop() -> stop(question, blocked);
            default -> {}
        }
    }

    private void stop(Question question, MetaAnswer.Blocked blocked) {
        known.put(Key.ofAccount(question), new Known(blocked, STOP_LASTS));
        Counter.builder("weekline.meta.accounts.stopped")
                .description("Accounts that Meta has stopped, each of which is not asked about for a day")
                .register(meters)
                .increment();
        LOG.error("{} is not asked about for {}: {}", question.account(), STOP_LASTS, blocked.why());
    }

    private record Known(MetaAnswer.Failure failure, Duration lasts) {}

    /**
     * @param token its mark: the token itself is nowhere longer than it is used
     * @param recipe empty for the whole account
     */
    private record Key(AccountId account, String token, String recipe) {

        static Key of(Question question) {
            return new Key(
                    question.account(),
                    question.token().mark(),
                    question.recipe().label());
        }

        static Key ofAccount(Question question) {
            return new Key(question.account(), question.token().mark(), "");
        }
    }
}
