package dev.weekline.quota;

import dev.weekline.account.AccountId;
import dev.weekline.quota.Permit.Denied;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.stream.Stream;

/** What background work may be part of on one day. What somebody waits for counts as well, but is never stopped. */
@Singleton
final class DailyBudget {

    private final DailySettings settings;
    private final Spent spent;

    DailyBudget(DailySettings settings, Spent spent) {
        this.settings = settings;
        this.spent = spent;
    }

    /** What a day began with, and what of it is gone by now. */
    record State(long budget, long spent) {

        long left() {
            return Math.max(0, budget - spent);
        }
    }

    /** Of an account, or of all together. */
    State state(Optional<AccountId> id, Instant now) {
        return new State(settings.of(id), spent.today(id, now));
    }

    /** Why so many units may not be spent on background work today; empty where they may. */
    Optional<Denied> find(AccountId account, Work work, int units, Instant now) {
        return switch (work) {
            case INTERACTIVE -> Optional.empty();
            case BACKGROUND ->
                Stream.of(Optional.<AccountId>empty(), Optional.of(account))
                        .filter(id -> state(id, now).left() < units)
                        .findFirst()
                        .map(id -> denied(id, now));
        };
    }

    private Denied denied(Optional<AccountId> id, Instant now) {
        return new Denied(
                Gate.OURS,
                untilMidnight(now),
                "The budget of %d units a day that %s has for background work is spent; the next day begins at midnight UTC"
                        .formatted(settings.of(id), id.isPresent() ? "this account" : "the app"));
    }

    private static Duration untilMidnight(Instant now) {
        return Duration.between(now, now.truncatedTo(ChronoUnit.DAYS).plus(1, ChronoUnit.DAYS));
    }
}
