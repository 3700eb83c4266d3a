package dev.weekline.boot;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class MigrationsTest {

    @Test
    void tablesThatAreUpToDateAreLeftAlone() {
        try (var database = TestDatabase.fresh()) {
            assertThatNoException().isThrownBy(() -> Migrations.apply(DatabaseAddress.parse(database.url())));
        }
    }

    @Test
    void aDatabaseOfANewerWeeklineIsNotTouched() throws SQLException {
        try (var database = TestDatabase.fresh();
                var connection = database.connect();
                var statement = connection.createStatement()) {
            statement.execute("""
                    INSERT INTO flyway_schema_history
                        (installed_rank, version, description, type, script, checksum, installed_by, execution_time, success)
                    VALUES (999, '999', 'from the future', 'SQL', 'V999__future.sql', 1, current_user, 1, true)
                    """);

            assertThatExceptionOfType(CannotStartException.class)
                    .isThrownBy(() -> Migrations.apply(DatabaseAddress.parse(database.url())))
                    .withMessageContaining("cannot be brought up to date")
                    .withMessageContaining("a newer one");
        }
    }

    @Test
    void tablesOfSomethingElseAreNotTouched() throws SQLException {
        try (var database = TestDatabase.fresh();
                var connection = database.connect();
                var statement = connection.createStatement()) {
            statement.execute("DROP TABLE flyway_schema_history");

            assertThatExceptionOfType(CannotStartException.class)
                    .isThrownBy(() -> Migrations.apply(DatabaseAddress.parse(database.url())))
                    .withMessageContaining("tables of something else")
                    .withMessageContaining("CREATE DATABASE");
        }
    }

    @Test
    void aDatabaseThatIsNotOursToChangeIsSaid() throws SQLException {
        try (var database = TestDatabase.fresh();
                var connection = database.connect();
                var statement = connection.createStatement()) {
            statement.execute("DROP SCHEMA public CASCADE");
            statement.execute("CREATE SCHEMA public");
            statement.execute("GRANT USAGE ON SCHEMA public TO public");
            statement.execute("DROP ROLE IF EXISTS " + reader(database));
            statement.execute("CREATE ROLE " + reader(database) + " LOGIN PASSWORD 'reading'");
            var address = DatabaseAddress.parse(database.url());

            assertThatExceptionOfType(CannotStartException.class)
                    .isThrownBy(() -> Migrations.apply(new DatabaseAddress(
                            address.host(),
                            address.port(),
                            address.database(),
                            reader(database),
                            "reading",
                            address.parameters())))
                    .withMessageContaining("permission denied")
                    .withMessageContaining("owner");
            statement.execute("DROP ROLE " + reader(database));
        }
    }

    private static String reader(TestDatabase.Fresh database) {
        return "reader_of_" + DatabaseAddress.parse(database.url()).database();
    }
}
