package dev.weekline.meta;

import java.time.Instant;

/**
 * A report that Meta makes in its own time.
 *
 * @param id Meta's id of it, valid for 30 days
 * @param begunAt when it was asked for
 */
record ReportRun(String id, Instant begunAt) {

    /** As far as it is, in Meta's words and percent. */
    record Progress(String status, int percent) {

        private static final int ALL = 100;

        /** Only both together mean that its rows can be read: 100 % alone comes earlier. */
        boolean isComplete() {
            return status.equals("Job Completed") && percent == ALL;
        }

        boolean isExpired() {
            return status.equals("Job Skipped");
        }

        boolean isFailed() {
            return status.equals("Job Failed");
        }
    }
}
