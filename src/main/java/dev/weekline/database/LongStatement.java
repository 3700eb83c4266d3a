package dev.weekline.database;

import java.time.Duration;
import java.util.Optional;

/**
 * What a connection is doing.
 *
 * @param process its number in the database server
 * @param state {@code active}, or {@code idle in transaction} where the statement is over and its transaction is not
 * @param lasting since the statement began
 * @param inTransaction since its transaction began
 * @param waitsFor what PostgreSQL says it waits for, such as {@code Lock: transactionid}; empty where for nothing
 * @param statement its text, without values
 */
public record LongStatement(
        int process,
        String state,
        Duration lasting,
        Duration inTransaction,
        Optional<String> waitsFor,
        String statement) {}
