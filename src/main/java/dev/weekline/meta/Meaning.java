package dev.weekline.meta;

import dev.weekline.meta.ErrorTable.Code;
import dev.weekline.meta.GraphFailure.TooLarge.Sign;
import dev.weekline.quota.Gate;
import java.util.Optional;

/** What an error of Meta's comes to, given what was said along with it. */
interface Meaning {

    GraphFailure of(Told told);

    /**
     * An error as Meta told it.
     *
     * @param message in Meta's words, on one line and without the token
     * @param fbtraceId empty where there is none
     */
    record Told(Code code, String message, String fbtraceId, UsageHeaders usage) {}

    static Meaning throttled(Gate gate) {
        return told -> new GraphFailure.Throttled(
                gate,
                told.usage().pauseAt(gate),
                "A limit of Meta's is reached" + told.code().shown(),
                told.fbtraceId());
    }

    static Meaning tooLarge(Sign sign) {
        var what = sign == Sign.SUSPECTED
                ? "Meta goes on failing at this question"
                : sign == Sign.DEPTH ? "The pages go on further than Meta tells" : "The question is too large for Meta";
        return told -> new GraphFailure.TooLarge(sign, what + told.code().shown(), told.fbtraceId());
    }

    static Meaning blocked(Hindrance hindrance, String what) {
        return told -> new GraphFailure.Blocked(hindrance, what + told.code().shown(), told.fbtraceId());
    }

    static Meaning refused() {
        return told -> new GraphFailure.Permanent(
                told.message(),
                "Meta refuses the question: " + told.message() + told.code().shown(),
                told.fbtraceId());
    }

    static Meaning deadVersion() {
        return told -> new GraphFailure.DeadVersion(
                "Meta no longer serves this version of its API; raise weekline.meta.api-version"
                        + told.code().shown(),
                told.fbtraceId());
    }

    static Meaning lostPlace() {
        return told -> new GraphFailure.LostPlace(
                "Meta lost its place in the pages" + told.code().shown(), told.fbtraceId());
    }

    static Meaning notReady() {
        return told -> new GraphFailure.NotReady(
                "Meta's report is not ready" + told.code().shown(), told.fbtraceId());
    }

    static Meaning beyondRetention() {
        return told -> new GraphFailure.BeyondRetention(
                "The week lies further back than the 37 months that Meta tells"
                        + told.code().shown(),
                told.fbtraceId());
    }

    static Again again(int times) {
        return new Again(times, Optional.empty());
    }

    /** Worth asking again a few times, and something else after that. */
    record Again(int times, Optional<Meaning> afterwards) implements Meaning {

        Again orElse(Meaning meaning) {
            return new Again(times, Optional.of(meaning));
        }

        @Override
        public GraphFailure of(Told told) {
            return new GraphFailure.Transient(
                    times,
                    afterwards.map(meaning -> meaning.of(told)),
                    "Meta fails for the moment" + told.code().shown(),
                    told.fbtraceId());
        }
    }
}
