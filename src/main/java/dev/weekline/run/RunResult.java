package dev.weekline.run;

import java.time.Duration;

/** What came of a run. */
public sealed interface RunResult {

    /** It brought a new revision. */
    record Stored(int revision, Duration storing) implements RunResult {}

    /** It brought the figures that were known already; {@code revision} still stands. */
    record Unchanged(int revision, Duration storing) implements RunResult {}

    /** It brought nothing; what was stored before stands. */
    record Failed(String why, String fbtraceId) implements RunResult {}
}
