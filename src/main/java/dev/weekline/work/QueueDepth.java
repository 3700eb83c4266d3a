package dev.weekline.work;

/**
 * What waits in a queue.
 *
 * @param queue who it is for: {@link #READERS} come before {@link #BACKGROUND}
 * @param weeks that wait or are worked on
 * @param oldestSeconds how long the oldest of them has been queued
 */
public record QueueDepth(String queue, long weeks, long oldestSeconds) {

    /** Weeks that somebody has asked for. */
    public static final String READERS = "readers";

    /** Weeks that nobody waits for. */
    public static final String BACKGROUND = "background";
}
