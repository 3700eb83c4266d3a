package dev.weekline.boot;

import java.sql.SQLException;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.CoreErrorCode;
import org.flywaydb.core.api.FlywayException;

/** Brings the tables of a database up to date, in the order of the files in {@code migrations}. */
final class Migrations {

    private Migrations() {}

    /**
     * Applies what is missing. Two processes may do it at once; one waits for the other.
     *
     * @return the version that the tables have then, which is the last that this Weekline knows
     * @throws CannotStartException if the database is not ours to change, or was changed by a newer Weekline
     */
    static String apply(DatabaseAddress address) {
        try {
            var flyway = Flyway.configure()
                    .dataSource(address.dataSource())
                    .locations("classpath:db/migration")
                    .validateMigrationNaming(true)
                    // By default it would work on tables that it does not know yet.
                    .ignoreMigrationPatterns(new String[0])
                    .load();
            flyway.migrate();
            return flyway.info().current().getVersion().getVersion();
        } catch (FlywayException refusal) {
            throw new CannotStartException(sentence(address, refusal), refusal);
        }
    }

    private static String sentence(DatabaseAddress address, FlywayException refusal) {
        if (refusal.getErrorCode() == CoreErrorCode.NON_EMPTY_SCHEMA_WITHOUT_SCHEMA_HISTORY_TABLE) {
            return "The database at " + address + " holds tables of something else: make one for Weekline alone"
                    + " (CREATE DATABASE), and name it in WEEKLINE_DATABASE_URL.";
        }
        return "The tables of the database at " + address + " cannot be brought up to date (" + why(refusal)
                + "): use the Weekline that last ran on it or a newer one, as the owner of its schema.";
    }

    private static String why(FlywayException refusal) {
        return Sentence.causes(refusal)
                .filter(SQLException.class::isInstance)
                .reduce((_, last) -> last)
                .map(Sentence::first)
                .orElseGet(() -> Sentence.first(refusal));
    }
}
