package dev.weekline.quota;

import dev.weekline.account.AccountId;

/**
 * A call to Meta that is to be made.
 *
 * @param account whose quota it is charged to
 * @param section what it is for: {@code totals}, the name of a section, {@code account}
 * @param units what it costs
 */
public record PlannedCall(AccountId account, String section, Purpose purpose, int units) {

    public PlannedCall {
        if (units < 1) {
            throw new IllegalArgumentException("A call costs 1 unit or more, not " + units);
        }
    }

    /** Who waits for it. */
    public Work work() {
        return purpose.work();
    }
}
