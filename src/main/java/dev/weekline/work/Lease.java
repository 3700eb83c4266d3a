package dev.weekline.work;

import dev.weekline.account.AccountId;
import dev.weekline.week.IsoWeek;

/**
 * The right to work on one week of one account, alone in the whole cluster, until its deadline; a {@link Heartbeat}
 * puts that off.
 *
 * @param fence its number; every later lease has a higher one
 * @param cause why the work is done
 * @param attempts how often it has failed before
 */
public record Lease(AccountId account, IsoWeek week, long fence, String cause, int attempts) implements LeaseAnswer {}
