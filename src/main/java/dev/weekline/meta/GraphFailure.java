package dev.weekline.meta;

import dev.weekline.quota.Gate;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Why a question to the Graph API came to nothing, in our words; {@code why} is a sentence that holds no secret. */
sealed interface GraphFailure {

    String why();

    /** Meta's trace id, empty where it gave none. */
    String fbtraceId();

    /** What the audit calls it. */
    default String word() {
        return switch (this) {
            case Throttled _ -> "throttled";
            case TooLarge _ -> "too-large";
            case Transient _ -> "transient";
            case LostPlace _ -> "lost-place";
            case NotReady _ -> "not-ready";
            case Blocked _ -> "blocked";
            case BeyondRetention _ -> "beyond-retention";
            case Permanent _, DeadVersion _ -> "refused";
            case Malformed _ -> "malformed";
        };
    }

    /** What it means to whoever asked for insights. */
    default MetaAnswer.Failure toAnswer(Instant now) {
        return switch (this) {
            case Throttled throttled ->
                new MetaAnswer.Throttled(throttled.gate(), now.plus(throttled.pause()), why(), fbtraceId());
            case TooLarge large
            when large.sign() != TooLarge.Sign.SUSPECTED -> new MetaAnswer.TooLarge(why(), fbtraceId());
            case TooLarge _, Transient _, LostPlace _, NotReady _ -> new MetaAnswer.Unavailable(why(), fbtraceId());
            case Blocked blocked -> new MetaAnswer.Blocked(blocked.hindrance(), why(), fbtraceId());
            case BeyondRetention _ -> new MetaAnswer.BeyondRetention(why(), fbtraceId());
            case Permanent _, DeadVersion _ -> new MetaAnswer.Refused(why(), fbtraceId());
            case Malformed _ -> new MetaAnswer.Malformed(why(), fbtraceId());
        };
    }

    /** A limit is reached; asking again helps when {@code pause} is over. */
    record Throttled(Gate gate, Duration pause, String why, String fbtraceId) implements GraphFailure {}

    /** Only a smaller question helps. */
    record TooLarge(Sign sign, String why, String fbtraceId) implements GraphFailure {

        /** What the size shows by, and with it what helps. */
        enum Sign {
            /** The answer is larger than we read. */
            BODY,
            /** Meta asks for less data at once. */
            DATA,
            /** Too many rows or data points, for which the size of a page matters little. */
            ROWS,
            /** The pages go on further than cursors reach. */
            DEPTH,
            /** Nothing that Meta says, but it went on failing in a way in which it fails at large questions. */
            SUSPECTED
        }
    }

    /**
     * Asking again soon may help.
     *
     * @param times how often that is worth trying
     * @param afterwards what it has to be taken for after that; itself where that is empty
     */
    record Transient(int times, Optional<GraphFailure> afterwards, String why, String fbtraceId)
            implements GraphFailure {}

    /** Meta no longer knows the place in the pages; the walk has to begin anew. */
    record LostPlace(String why, String fbtraceId) implements GraphFailure {}

    /** The report run has not come to its end, whatever its status says. */
    record NotReady(String why, String fbtraceId) implements GraphFailure {}

    /** Somebody has to put something right; {@code why} says what. */
    record Blocked(Hindrance hindrance, String why, String fbtraceId) implements GraphFailure {}

    /** The dates lie further back than Meta tells. */
    record BeyondRetention(String why, String fbtraceId) implements GraphFailure {}

    /**
     * The question is wrong, and stays so however often it is asked.
     *
     * @param words what Meta says, where that may name the field that it refuses; else empty
     */
    record Permanent(String words, String why, String fbtraceId) implements GraphFailure {}

    /** Meta no longer serves the version of its API that was asked. */
    record DeadVersion(String why, String fbtraceId) implements GraphFailure {}

    /** The answer is not one to what was asked. */
    record Malformed(String why, String fbtraceId) implements GraphFailure {}
}
