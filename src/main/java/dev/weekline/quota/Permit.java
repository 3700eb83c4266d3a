package dev.weekline.quota;

import java.time.Duration;

/** Whether a call to Meta may be made. */
public sealed interface Permit {

    /** The call may be made now. */
    record Granted(int units, Duration waited) implements Permit {}

    /**
     * The turn would come too late; the same question is worth asking again after {@code retryAfter}.
     *
     * @param gate what keeps the call from being made
     * @param why a sentence for people
     */
    record Denied(Gate gate, Duration retryAfter, String why) implements Permit {

        /** Our own buckets do not hold enough. */
        public Denied(Duration retryAfter) {
            this(Gate.OURS, retryAfter, "Our own quota of calls to Meta is spent");
        }
    }
}
