package dev.weekline.quota;

import dev.weekline.database.Lane;
import dev.weekline.database.LaneStatements;
import io.micronaut.data.r2dbc.operations.R2dbcOperations;
import jakarta.inject.Singleton;

/** The database, for the quota: it waits for no reader and for no rows that are stored. */
@Singleton
final class Statements extends LaneStatements {

    Statements(R2dbcOperations database) {
        super(database, Lane.PERMITTING);
    }
}
