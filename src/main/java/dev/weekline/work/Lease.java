package dev.weekline.work;

import dev.weekline.account.AccountId;
import dev.weekline.week.IsoWeek;
import java.util.Set;

/**
 * The right to work on one week of one account, alone in the whole cluster, until its deadline; a {@link Heartbeat}
 * puts that off.
 *
 * @param fence its number; every later lease has a higher one
 * @param cause why the work is done
 * @param attempts how often it has failed before
 * @param sections the words of those that are wanted; empty for all
 */
public record Lease(AccountId account, IsoWeek week, long fence, String cause, int attempts, Set<String> sections)
        implements LeaseAnswer {

    public Lease {
        sections = Set.copyOf(sections);
    }
}
