package dev.weekline.database;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A connection that waits for a lock.
 *
 * @param process its number in the database server
 * @param blockedBy the numbers of those that it waits for
 * @param table which table the lock is on; empty where it is on none
 * @param mode which lock it wants, as PostgreSQL calls it
 * @param waited for how long
 * @param statement the text of what waits, without values
 */
public record LockWait(
        int process, List<Integer> blockedBy, Optional<String> table, String mode, Duration waited, String statement) {

    public LockWait {
        blockedBy = List.copyOf(blockedBy);
    }
}
