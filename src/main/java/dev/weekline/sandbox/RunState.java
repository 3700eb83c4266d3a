package dev.weekline.sandbox;

import java.time.Duration;

/**
 * Where a report run has come to.
 *
 * @param status Meta's words for it
 * @param percent how much is done
 */
record RunState(String status, int percent) {

    static final RunState NOT_STARTED = new RunState("Job Not Started", 0);
    static final RunState STARTED = new RunState("Job Started", 0);
    static final RunState COMPLETED = new RunState("Job Completed", 100);
    static final RunState FAILED = new RunState("Job Failed", 0);
    static final RunState SKIPPED = new RunState("Job Skipped", 0);

    static RunState running(int percent) {
        return new RunState("Job Running", percent);
    }

    /** The state of a run that is so old. */
    static RunState of(RunFate fate, ReportRunPace pace, Duration age) {
        if (age.compareTo(pace.waiting()) < 0) {
            return NOT_STARTED;
        }
        return fate == RunFate.SKIPPED ? SKIPPED : begun(fate, pace, age);
    }

    private static RunState begun(RunFate fate, ReportRunPace pace, Duration age) {
        if (age.compareTo(pace.untilRunning()) < 0) {
            return STARTED;
        }
        if (fate == RunFate.STAYS_AT_ZERO) {
            return running(0);
        }
        if (age.compareTo(pace.untilHundred()) < 0) {
            var done = age.minus(pace.untilRunning());
            return running((int) (100 * done.toNanos() / pace.running().toNanos()));
        }
        return done(fate, pace, age);
    }

    private static RunState done(RunFate fate, ReportRunPace pace, Duration age) {
        return switch (fate) {
            case FAILS_TOO_LARGE, FAILS_TRANSIENT -> FAILED;
            case STAYS_RUNNING_AT_100 -> running(100);
            case COMPLETES, UNKNOWN_AT_FIRST, SUMMARY_HICCUP, STAYS_AT_ZERO, SKIPPED ->
                age.compareTo(pace.untilCompleted()) < 0 ? running(100) : COMPLETED;
        };
    }

    boolean isOver() {
        return equals(COMPLETED) || equals(FAILED) || equals(SKIPPED);
    }
}
