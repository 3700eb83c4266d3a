package dev.weekline.sandbox;

import java.time.Duration;

/**
 * How long a report run stays in each of its states, by the sandbox's clock.
 *
 * @param waiting not started yet
 * @param starting started, nothing done
 * @param running from 0 to 99 percent
 * @param hundred still running at 100 percent, when nothing can be read yet
 */
public record ReportRunPace(Duration waiting, Duration starting, Duration running, Duration hundred) {

    public ReportRunPace {
        if (waiting.isNegative() || starting.isNegative() || running.isNegative() || hundred.isNegative()) {
            throw new IllegalArgumentException("A report run cannot be faster than at once");
        }
    }

    /** Less than half a second in all. */
    public static ReportRunPace quick() {
        return new ReportRunPace(
                Duration.ofMillis(40), Duration.ofMillis(40), Duration.ofMillis(200), Duration.ofMillis(60));
    }

    /** Every run is complete as soon as it is asked for. */
    public static ReportRunPace none() {
        return new ReportRunPace(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO);
    }

    /** When a run begins to do something, counted from its asking. */
    Duration untilRunning() {
        return waiting.plus(starting);
    }

    /** When everything is done, though not told yet. */
    Duration untilHundred() {
        return untilRunning().plus(running);
    }

    /** When it can be read. */
    Duration untilCompleted() {
        return untilHundred().plus(hundred);
    }
}
