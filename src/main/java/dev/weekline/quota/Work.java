package dev.weekline.quota;

/** Who waits for a call to Meta. */
public enum Work {
    /** Somebody does. */
    INTERACTIVE,
    /** Nobody does; it can be done later as well. */
    BACKGROUND
}
