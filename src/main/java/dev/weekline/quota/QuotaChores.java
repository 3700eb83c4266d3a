package dev.weekline.quota;

import dev.weekline.database.Chore;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;

/** What the quota has written down and needs no more. */
@Factory
final class QuotaChores {

    private static final Duration HOURLY = Duration.ofHours(1);
    private static final Duration BUCKETS_EVERY = Duration.ofMinutes(5);
    private static final int AT_ONCE = 5_000;

    @Singleton
    @Named("buckets")
    Chore buckets(BucketRows rows) {
        return Chore.of("buckets that had refilled", BUCKETS_EVERY, rows::removeExpired);
    }

    @Singleton
    @Named("gates")
    Chore gates(GateRows rows, GateSettings settings, InstantSource time) {
        return Chore.of(
                "gates that are open again",
                HOURLY,
                () -> rows.remove(
                        time.instant().minus(settings.untilAllPasses()).minus(GateExchange.KEPT)));
    }

    @Singleton
    @Named("sizes")
    Chore sizes(SizeRows rows, InstantSource time) {
        return Chore.of(
                "learned sizes", HOURLY, () -> rows.remove(time.instant().minus(SizeExchange.KEPT)));
    }

    @Singleton
    @Named("spent")
    Chore spent(SpentRows rows, InstantSource time) {
        return Chore.of(
                "rows of what was spent",
                HOURLY,
                () -> rows.remove(time.instant().minus(SpentExchange.KEPT)));
    }

    @Singleton
    @Named("usage-log")
    Chore usage(UsageRows rows, UsageLogSettings settings, InstantSource time) {
        return Chore.of("rows of the usage log", settings.sweepEvery(), () -> {
            var before = time.instant().minus(settings.keep());
            return Chore.bySome(AT_ONCE, () -> rows.remove(before, AT_ONCE));
        });
    }
}
