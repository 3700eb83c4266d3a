package dev.weekline.work;

import dev.weekline.account.AccountId;
import dev.weekline.week.IsoWeek;
import java.util.UUID;

/** One operation that is under way, if it is. */
public sealed interface WhichOperation {

    /** The one with that id. */
    record WithId(UUID id) implements WhichOperation {}

    /**
     * The one of that family on that week, whoever began it, and be it only after the work; who does the work need not
     * know whether anybody watches.
     */
    record OnWeek(OperationKind kind, AccountId account, IsoWeek week) implements WhichOperation {}
}
