package dev.weekline.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;

/** One report run: a question that is answered later. */
final class ReportRun {

    private static final int LOOKS_BEFORE_IT_IS_KNOWN = 2;

    private final String id;
    private final InsightsQuery query;
    private final Instant asked;
    private final ReportRunPace pace;
    private final RunFate fate;
    private final AtomicInteger looks = new AtomicInteger();
    private final AtomicInteger readings = new AtomicInteger();

    ReportRun(String id, InsightsQuery query, Instant asked, ReportRunPace pace, RunFate fate) {
        this.id = id;
        this.query = query;
        this.asked = asked;
        this.pace = pace;
        this.fate = fate;
    }

    String id() {
        return id;
    }

    InsightsQuery query() {
        return query;
    }

    /** When it was asked for; its figures are of this moment. */
    Instant asked() {
        return asked;
    }

    RunFate fate() {
        return fate;
    }

    RunState at(Instant now) {
        return RunState.of(fate, pace, Duration.between(asked, now));
    }

    /** When it could first be read. */
    Instant completed() {
        return asked.plus(pace.untilCompleted());
    }

    /** Notes that somebody asks for its state, and says whether it can be found. */
    boolean isFound() {
        return looks.incrementAndGet() > LOOKS_BEFORE_IT_IS_KNOWN || fate != RunFate.UNKNOWN_AT_FIRST;
    }

    /** Notes that somebody reads it, and says whether that fails for no reason. */
    boolean hiccups() {
        return readings.incrementAndGet() == 1 && fate == RunFate.SUMMARY_HICCUP;
    }
}
