package dev.weekline.work;

/**
 * How much work of the background there is.
 *
 * @param queued weeks that wait or are worked on
 * @param dead weeks that have failed too often
 * @param running weeks that are worked on
 * @param lapsed leases of anybody that are over without having been ended; the next claim of their week takes them over
 * @param longestLapsed for how many seconds the oldest of those has been over
 */
public record Workload(long queued, long dead, long running, long lapsed, long longestLapsed) {}
