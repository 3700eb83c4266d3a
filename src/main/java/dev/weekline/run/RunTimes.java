package dev.weekline.run;

import java.time.Duration;

/**
 * Where the time of a run went. None of these overlap; what is left of the whole went into reading and writing rows on
 * the way.
 *
 * @param lease from being asked for until it had the right to fetch
 * @param quota while calls waited for their turn and none was under way
 * @param meta while at least one call was under way
 * @param store the transaction at the end
 */
public record RunTimes(Duration lease, Duration quota, Duration meta, Duration store) {}
