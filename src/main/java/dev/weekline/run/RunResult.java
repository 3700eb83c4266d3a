package dev.weekline.run;

import java.time.Duration;

/** What came of a run. */
public sealed interface RunResult {

    /**
     * It brought a new revision.
     *
     * @param lacking how many sections could not be had
     */
    record Stored(int revision, int lacking, Duration storing) implements RunResult {}

    /** It brought the figures that were known already; {@code revision} still stands. */
    record Unchanged(int revision, int lacking, Duration storing) implements RunResult {}

    /** It brought nothing; what was stored before stands. */
    sealed interface InVain extends RunResult {

        /** What happened, in a sentence for people, without secrets. */
        String why();

        /** Meta's trace id, empty where it gave none. */
        String fbtraceId();
    }

    /** A limit was reached, ours or one of Meta's. */
    record Throttled(String why, String fbtraceId) implements InVain {}

    /** Something else went wrong. */
    record Failed(String why, String fbtraceId) implements InVain {}
}
