package dev.weekline.quota;

import java.time.Instant;

/**
 * What Meta said is used, with what this process had spent by then. What others had spent is known a little later.
 *
 * @param since when the first of those that this stands for was heard
 */
record Lesson(long own, double percent, Instant at, Instant since) {

    /** The sharper of two, since only one waits; it waits no longer than the first would have. */
    Lesson or(Lesson later) {
        return later.percent >= percent ? new Lesson(later.own, later.percent, later.at, since) : this;
    }
}
