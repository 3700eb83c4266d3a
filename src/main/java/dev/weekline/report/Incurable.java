package dev.weekline.report;

import dev.weekline.account.Account;
import dev.weekline.meta.MetaAnswer.BeyondRetention;
import dev.weekline.meta.MetaAnswer.Blocked;
import dev.weekline.meta.MetaAnswer.Failure;
import dev.weekline.meta.MetaAnswer.Malformed;
import dev.weekline.meta.MetaAnswer.Refused;
import dev.weekline.meta.MetaAnswer.Throttled;
import dev.weekline.meta.MetaAnswer.TooLarge;
import dev.weekline.meta.MetaAnswer.Unavailable;
import dev.weekline.week.IsoWeek;
import dev.weekline.week.Retention;
import java.time.Instant;
import java.util.Optional;

/** What waiting alone does not put right. */
final class Incurable {

    private Incurable() {}

    /** What a reader is told; empty where waiting may cure it. */
    static Optional<ReportAnswer> of(Errand errand, Setback setback, Instant now) {
        return switch (setback.failure()) {
            case Throttled _, Unavailable _ -> Optional.empty();
            case Blocked blocked -> Optional.of(new ReportAnswer.Blocked(blocked.why(), blocked.fbtraceId()));
            case BeyondRetention beyond ->
                Optional.of(beyondRetention(errand.account(), errand.week(), beyond.fbtraceId(), now));
            case TooLarge(var why, var trace) -> Optional.of(new ReportAnswer.Refused(why, trace));
            case Refused(var why, var trace) -> Optional.of(new ReportAnswer.Refused(why, trace));
            case Malformed(var why, var trace) -> Optional.of(new ReportAnswer.Refused(why, trace));
        };
    }

    /** Whether waiting may cure it. */
    static boolean heals(Failure failure) {
        return switch (failure) {
            case Throttled _, Unavailable _ -> true;
            case Blocked _, BeyondRetention _, TooLarge _, Refused _, Malformed _ -> false;
        };
    }

    /** Where Meta keeps less than the calendar says, the week after the one it refused is the nearest to try. */
    private static ReportAnswer beyondRetention(Account account, IsoWeek refused, String trace, Instant now) {
        var earliest = Retention.earliest(now, account.timeZone());
        return new ReportAnswer.BeyondRetention(earliest.compareTo(refused) > 0 ? earliest : refused.next(), trace);
    }
}
