package dev.weekline.backfill;

import dev.weekline.boot.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A database whose clock is turned by hand: its own {@code now()} is found after another one. */
final class VirtualDatabase implements AutoCloseable {

    private final TestDatabase.Fresh database = TestDatabase.fresh();
    private final Connection connection;

    VirtualDatabase(Instant now) throws SQLException {
        try (var setup = database.connect();
                var statement = setup.createStatement()) {
            statement.execute("""
                    CREATE SCHEMA virtual;
                    CREATE TABLE virtual.clock (at timestamptz NOT NULL);
                    CREATE FUNCTION virtual.now() RETURNS timestamptz LANGUAGE sql STABLE AS 'SELECT at FROM virtual.clock';
                    CREATE FUNCTION virtual.clock_timestamp() RETURNS timestamptz LANGUAGE sql STABLE
                        AS 'SELECT at FROM virtual.clock';
                    INSERT INTO virtual.clock VALUES ('%s');
                    DO $$ BEGIN EXECUTE 'ALTER DATABASE ' || current_database()
                        || ' SET search_path = public, virtual, pg_catalog'; END $$
                    """.formatted(now));
        }
        connection = database.connect();
    }

    String url() {
        return database.url();
    }

    void set(Instant now) {
        execute("UPDATE virtual.clock SET at = '" + now + "'");
    }

    void execute(String sql) {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException fault) {
            throw new IllegalStateException(fault);
        }
    }

    /** One column of a question, as text. */
    List<String> query(String sql) {
        try (var statement = connection.createStatement();
                var result = statement.executeQuery(sql)) {
            var found = new ArrayList<String>();
            while (result.next()) {
                found.add(result.getString(1));
            }
            return found;
        } catch (SQLException fault) {
            throw new IllegalStateException(fault);
        }
    }

    long count(String sql) {
        return Long.parseLong(query(sql).getFirst());
    }

    @Override
    public void close() throws SQLException {
        connection.close();
        database.close();
    }
}
