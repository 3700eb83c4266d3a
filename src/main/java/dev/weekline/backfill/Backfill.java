package dev.weekline.backfill;

import dev.weekline.account.AccountId;
import dev.weekline.audit.Change;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.UUID;

/**
 * A backfill that somebody has asked for.
 *
 * @param id that of its operation
 * @param weeks how many needed work when it began
 * @param units what those were expected to cost
 * @param stored how many of them are done
 * @param failed how many of them have been given up
 */
record Backfill(UUID id, BackfillOrder order, int weeks, int units, int stored, int failed, Instant createdAt) {

    /** What is still to be spent where so many of its weeks are left. */
    int unitsOf(int left) {
        return (int) Math.ceilDiv((long) units * left, Math.max(1, weeks));
    }

    /** What is written down of what somebody does with it. */
    Change told(String what) {
        var facts = new LinkedHashMap<String, Object>();
        facts.put("id", id.toString());
        facts.put("from", order.from().toString());
        facts.put("to", order.to().toString());
        order.accounts()
                .ifPresent(ids ->
                        facts.put("accounts", ids.stream().map(AccountId::value).toList()));
        order.some().ifPresent(words -> facts.put("sections", words));
        return Change.made(what, facts);
    }
}
