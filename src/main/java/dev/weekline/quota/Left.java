package dev.weekline.quota;

import dev.weekline.account.AccountId;
import dev.weekline.quota.CallQuota.Reached;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is left of the quota, as far as this process knows without asking anybody. Buckets are reckoned from what this
 * process took of them and what others are known to spend; what Meta said fades as the hour that it spoke of goes by.
 */
final class Left {

    private static final double HOUR = Duration.ofHours(1).toMillis();

    private final Sizes sizes;
    private final Spent spent;

    /** Empty stands for the app. */
    private final Map<Optional<AccountId>, Amount> missing = new ConcurrentHashMap<>();

    private final Map<Optional<AccountId>, Amount> used = new ConcurrentHashMap<>();

    /** Units that a bucket lacked, or a share that was used, at a moment. */
    private record Amount(double amount, Instant at) {

        double hoursSince(Instant now) {
            return Math.max(0, Duration.between(at, now).toMillis() / HOUR);
        }
    }

    Left(Sizes sizes, Spent spent) {
        this.sizes = sizes;
        this.spent = spent;
    }

    /** Counts a call that was granted. */
    void took(PlannedCall call, Instant now) {
        levels(call.account())
                .forEach(whose -> missing.compute(
                        whose, (_, before) -> new Amount(lacking(whose, before, now) + call.units(), now)));
    }

    /** Takes in what Meta said with an answer; what it refused is used up. */
    void told(AccountId account, UsageReading reading, Optional<Reached> reached, Instant now) {
        reading.percents().entrySet().stream()
                .filter(told -> reached.isEmpty()
                        || told.getKey().gate() != reached.get().gate())
                .forEach(told -> note(whose(account, told.getKey().gate()), told.getValue() / 100, now));
        reached.filter(limit -> limit.gate() != Gate.OURS)
                .ifPresent(limit -> note(whose(account, limit.gate()), 1, now));
    }

    /** The least that is left, as a share from 0 to 1. */
    double share(AccountId account, Instant now) {
        return levels(account)
                .mapToDouble(whose -> Math.min(inBucket(whose, now), atMeta(whose, now)))
                .min()
                .orElse(1);
    }

    /** Of what one answer says, and of answers of one moment, the highest counts; a later answer replaces it. */
    private void note(Optional<AccountId> whose, double share, Instant now) {
        used.merge(
                whose,
                new Amount(share, now),
                (known, told) -> told.at().isAfter(known.at()) || told.amount() > known.amount() ? told : known);
    }

    private double atMeta(Optional<AccountId> whose, Instant now) {
        var told = used.get(whose);
        return told == null ? 1 : Math.clamp(1 - told.amount() * Math.max(0, 1 - told.hoursSince(now)), 0, 1);
    }

    private double inBucket(Optional<AccountId> whose, Instant now) {
        return Math.clamp(
                1 - lacking(whose, missing.get(whose), now) / sizes.of(whose).burst(), 0, 1);
    }

    /** What others spend comes out of what the bucket earns. */
    private double lacking(Optional<AccountId> whose, @Nullable Amount before, Instant now) {
        if (before == null) {
            return 0;
        }
        var perHour = sizes.of(whose).unitsPerHour()
                - spent.othersInLastHour(whose, now).orElse(0L);
        return Math.max(0, before.amount() - perHour * before.hoursSince(now));
    }

    private static Stream<Optional<AccountId>> levels(AccountId account) {
        return Stream.of(Optional.of(account), Optional.empty());
    }

    private static Optional<AccountId> whose(AccountId account, Gate gate) {
        return gate == Gate.APP ? Optional.empty() : Optional.of(account);
    }
}
