package dev.weekline.quota;

import dev.weekline.account.AccountId;

/**
 * A call to Meta that is to be made.
 *
 * @param account whose quota it is charged to
 * @param section what it is for: {@code totals}, the name of a section, {@code account}
 * @param units what it costs
 * @param subject what tells it from other calls for the same section, the week for example; who comes back with it is
 *     known by that
 */
public record PlannedCall(AccountId account, String section, Purpose purpose, int units, String subject) {

    public PlannedCall {
        if (units < 1) {
            throw new IllegalArgumentException("A call costs 1 unit or more, not " + units);
        }
    }

    /** A call that is like every other for its section. */
    public PlannedCall(AccountId account, String section, Purpose purpose, int units) {
        this(account, section, purpose, units, "");
    }

    /** Who waits for it. */
    public Work work() {
        return purpose.work();
    }
}
