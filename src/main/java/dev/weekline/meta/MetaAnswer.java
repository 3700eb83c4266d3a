package dev.weekline.meta;

import dev.weekline.quota.Gate;
import java.time.Instant;
import java.util.List;

/** Everything that asking Meta for insights can come to, short of a fault. */
public sealed interface MetaAnswer {

    /**
     * One page of rows; it may be short or empty while more follow. A row may come twice, then with the same key in the
     * same part; the first one stands.
     */
    record Page(Part part, List<InsightsRow> rows) implements MetaAnswer {

        public Page {
            rows = List.copyOf(rows);
        }
    }

    /** Every page that came before is void: the rows come again from the first, perhaps in other parts. */
    record Anew() implements MetaAnswer {}

    /** The last thing said: what no row of this answer has. It does not come where nothing was left out. */
    record Without(List<Omission> omissions) implements MetaAnswer {

        public Without {
            omissions = List.copyOf(omissions);
        }
    }

    /** No more rows will come of this question now. */
    sealed interface Failure extends MetaAnswer {

        /** What happened, in a sentence for people, without secrets. */
        String why();

        /** Meta's trace id, empty where it gave none. */
        String fbtraceId();
    }

    /** A limit is reached; worth asking again from {@code until} on. */
    record Throttled(Gate gate, Instant until, String why, String fbtraceId) implements Failure {}

    /** Meta fails at the moment, and went on failing when asked again. */
    record Unavailable(String why, String fbtraceId) implements Failure {}

    /** The question is too large for Meta, in whatever parts it is asked. */
    record TooLarge(String why, String fbtraceId) implements Failure {}

    /** Nothing will come of this account until somebody puts it right; {@code why} says what to do. */
    record Blocked(Hindrance hindrance, String why, String fbtraceId) implements Failure {}

    /** The week lies further back than Meta tells. */
    record BeyondRetention(String why, String fbtraceId) implements Failure {}

    /** Meta refuses the question itself. */
    record Refused(String why, String fbtraceId) implements Failure {}

    /** Meta answers something that is not what was asked. */
    record Malformed(String why, String fbtraceId) implements Failure {}
}
