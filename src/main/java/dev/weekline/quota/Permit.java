package dev.weekline.quota;

import java.time.Duration;

/** Whether a call to Meta may be made. */
public sealed interface Permit {

    /** The call may be made now. */
    record Granted(int units, Duration waited) implements Permit {}

    /** The turn would come too late; the same question is worth asking again after {@code retryAfter}. */
    record Denied(Duration retryAfter) implements Permit {}
}
