package dev.weekline.meta;

import java.time.Duration;
import java.util.List;

/** Everything that asking Meta for insights can come to, short of a fault. */
public sealed interface MetaAnswer {

    /** One page of rows; it may be short or empty while more follow. */
    record Page(List<InsightsRow> rows) implements MetaAnswer {

        public Page {
            rows = List.copyOf(rows);
        }
    }

    /** No more rows will come of this question now. */
    sealed interface Failure extends MetaAnswer {

        /** What happened, in a sentence for people, without secrets. */
        String why();

        /** Meta's trace id, empty where it gave none. */
        String fbtraceId();
    }

    /** Quota of ours or of Meta's is spent; worth asking again after {@code retryAfter}. */
    record Throttled(Duration retryAfter, String why, String fbtraceId) implements Failure {}

    /** Meta fails at the moment, and went on failing when asked again. */
    record Unavailable(String why, String fbtraceId) implements Failure {}

    /** The question is too large for Meta. */
    record TooLarge(String why, String fbtraceId) implements Failure {}

    /** Nothing will come of this account until somebody puts it right; {@code why} says what to do. */
    record Blocked(String why, String fbtraceId) implements Failure {}

    /** Meta refuses the question itself, or answers something that is not what was asked. */
    record Refused(String why, String fbtraceId) implements Failure {}
}
