package dev.weekline.quota;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import dev.weekline.account.AccountId;
import io.github.bucket4j.TimeMeter;

/**
 * The budgets of the accounts that were asked about lately. A budget is forgotten when it has refilled, which loses
 * nothing; the budget of the app lets only a few hundred accounts spend before that, so the bound is never met.
 */
final class AccountBudgets {

    private static final int MOST = 100_000;

    private final QuotaSettings settings;
    private final TimeMeter meter;
    private final Cache<AccountId, Budget> spent;

    AccountBudgets(QuotaSettings settings, TimeMeter meter) {
        this.settings = settings;
        this.meter = meter;
        this.spent = Caffeine.newBuilder()
                .maximumSize(MOST)
                .ticker(meter::currentTimeNanos)
                .executor(Runnable::run)
                .expireAfter(Expiry.<AccountId, Budget>writing((_, budget) -> budget.untilFull()))
                .build();
    }

    Budget of(AccountId account) {
        var budget = spent.getIfPresent(account);
        return budget == null ? new Budget(settings, meter) : budget;
    }

    /** Remembers what was spent until it has come back. */
    void keep(AccountId account, Budget budget) {
        spent.put(account, budget);
    }
}
