package dev.weekline.report;

import dev.weekline.meta.MetaAnswer.BeyondRetention;
import dev.weekline.meta.MetaAnswer.Blocked;
import dev.weekline.meta.MetaAnswer.Failure;
import dev.weekline.meta.MetaAnswer.Malformed;
import dev.weekline.meta.MetaAnswer.Refused;
import dev.weekline.meta.MetaAnswer.Throttled;
import dev.weekline.meta.MetaAnswer.TooLarge;
import dev.weekline.meta.MetaAnswer.Unavailable;
import dev.weekline.report.Lack.Reason;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;

/**
 * When what failed is worth asking again. What may pass by itself is tried after pauses that double, up to
 * {@link #LONGEST}; what Meta refuses is tried once a day, since Meta changes too.
 */
@Singleton
final class Lacking {

    static final Duration LONGEST = Duration.ofHours(1);
    static final Duration A_DAY = Duration.ofDays(1);

    /** By then a doubled pause has long been longer than the longest. */
    private static final int MOST_DOUBLINGS = 20;

    private final FetchSettings settings;

    Lacking(FetchSettings settings) {
        this.settings = settings;
    }

    /** @param before how often it was asked for in vain before */
    Lack of(Failure failure, int before, Instant now) {
        return new Lack(reason(failure), failure.why(), before + 1, retryAt(failure, before, now));
    }

    /** @param before how often it was asked for in vain before */
    Instant retryAt(Failure failure, int before, Instant now) {
        return switch (failure) {
            case Throttled throttled -> later(throttled.until(), now.plusSeconds(1));
            case Unavailable _, Malformed _, Blocked _ -> now.plus(pause(before));
            case TooLarge _, Refused _, BeyondRetention _ -> now.plus(A_DAY);
        };
    }

    private Duration pause(int before) {
        var first = settings.restAfterFailure();
        var doubled = first.multipliedBy(1L << Math.min(before, MOST_DOUBLINGS));
        var longest = first.compareTo(LONGEST) > 0 ? first : LONGEST;
        return doubled.compareTo(longest) > 0 ? longest : doubled;
    }

    private static Reason reason(Failure failure) {
        return switch (failure) {
            case Throttled _ -> Reason.QUOTA;
            case Unavailable _ -> Reason.UNAVAILABLE;
            case TooLarge _ -> Reason.TOO_LARGE;
            case Refused _ -> Reason.REFUSED;
            case Malformed _ -> Reason.MALFORMED;
            case Blocked _ -> Reason.BLOCKED;
            case BeyondRetention _ -> Reason.RETENTION;
        };
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
