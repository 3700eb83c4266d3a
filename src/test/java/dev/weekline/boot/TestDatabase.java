package dev.weekline.boot;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.ContainerFetchException;
import org.testcontainers.containers.ContainerLaunchException;
import org.testcontainers.postgresql.PostgreSQLContainer;

/**
 * One PostgreSQL for all tests of a process: in a container where a Docker engine answers, the embedded one where none
 * does. It says once which. Every test that asks gets a database of its own with all tables in it.
 */
public final class TestDatabase {

    private static final String TEMPLATE = "weekline_template";
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final int MOST_AT_ONCE = 8;

    /** Held until the process ends. */
    private static final List<AutoCloseable> TAKEN = new ArrayList<>();

    /** What is lost when the machine fails does not matter here. */
    private static final List<String> QUICK =
            List.of("fsync = off", "synchronous_commit = off", "full_page_writes = off", "max_connections = 300");

    private static Optional<DataDirectory> embedded = Optional.empty();
    private static final DatabaseAddress SERVER = start();

    private TestDatabase() {}

    /** A database of its own, migrated and empty. */
    public static Fresh fresh() {
        var name = "test_" + COUNT.incrementAndGet();
        execute("CREATE DATABASE " + name + " TEMPLATE " + TEMPLATE);
        return new Fresh(SERVER.withDatabase(name));
    }

    /**
     * Stops the server and starts it on the same port. A test that asks for it is skipped where the server is not ours.
     *
     * @param mode {@code fast} ends its sessions, {@code immediate} is like a crash
     */
    public static void restart(String mode) {
        assumeTrue(embedded.isPresent(), "A server in a container is not restarted");
        var home = embedded.orElseThrow().path();
        try {
            var postgres = new PostgresCommands(
                    PostgresBinaries.unpackedIn(home, _ -> {}), NotAsRoot.prefix(), home, home.resolve("database.log"));
            var data = home.resolve("database");
            if (!postgres.stop(data, mode, () -> {}) || !postgres.start(data, () -> {})) {
                throw new IllegalStateException("PostgreSQL did not restart");
            }
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    /** A database for one test. */
    public static final class Fresh implements AutoCloseable {

        private final DatabaseAddress address;

        private Fresh(DatabaseAddress address) {
            this.address = address;
        }

        /** As {@code WEEKLINE_DATABASE_URL} wants it. */
        public String url() {
            return "postgresql://%s:%s@%s:%d/%s?sslmode=disable"
                    .formatted(address.user(), address.password(), address.host(), address.port(), address.database());
        }

        /** A connection of the test's own. */
        public Connection connect() throws SQLException {
            return address.dataSource().getConnection();
        }

        /** One column of a question, as text. */
        public List<String> query(String sql) {
            try (var connection = connect();
                    var statement = connection.createStatement();
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

        /**
         * How the database would answer a statement, without answering it.
         *
         * @param values what stands for {@code $1}, {@code $2} …, in SQL
         */
        public String explain(String sql, String... values) {
            var filledIn = sql;
            for (var number = values.length; number > 0; number--) {
                filledIn = filledIn.replace("$" + number, values[number - 1]);
            }
            return String.join("\n", query("EXPLAIN " + filledIn));
        }

        /** Changes something past the service. */
        public void execute(String sql) {
            try (var connection = connect();
                    var statement = connection.createStatement()) {
                statement.execute(sql);
            } catch (SQLException fault) {
                throw new IllegalStateException(fault);
            }
        }

        /** Locks something, until what is answered is closed. */
        public Connection hold(String lock) throws SQLException {
            var connection = connect();
            connection.setAutoCommit(false);
            connection.createStatement().execute(lock);
            return connection;
        }

        @Override
        public void close() {
            TestDatabase.execute("DROP DATABASE IF EXISTS " + address.database() + " WITH (FORCE)");
        }
    }

    private static DatabaseAddress start() {
        var server = container().orElseGet(TestDatabase::embedded);
        execute(server, "DROP DATABASE IF EXISTS " + TEMPLATE);
        execute(server, "CREATE DATABASE " + TEMPLATE);
        Migrations.apply(server.withDatabase(TEMPLATE));
        return server;
    }

    private static Optional<DatabaseAddress> container() {
        if (!DockerClientFactory.instance().isDockerAvailable()) {
            say("embedded, since no Docker engine answers");
            return Optional.empty();
        }
        try {
            var container =
                    new PostgreSQLContainer("postgres:17-alpine").withCommand("postgres", "-c", "max_connections=300");
            container.start();
            say("in a container");
            return Optional.of(new DatabaseAddress(
                    container.getHost(),
                    container.getFirstMappedPort(),
                    container.getDatabaseName(),
                    container.getUsername(),
                    container.getPassword(),
                    Map.of("sslmode", "disable")));
        } catch (ContainerLaunchException | ContainerFetchException refusal) {
            say("embedded, since the Docker engine has no image of it (" + Sentence.first(refusal) + ")");
            return Optional.empty();
        }
    }

    private static void say(String how) {
        System.out.println("Tests run on PostgreSQL " + how);
    }

    private static DatabaseAddress embedded() {
        var directory = directory();
        embedded = Optional.of(directory);
        var database = new EmbeddedDatabase(directory, QUICK, _ -> {});
        Runtime.getRuntime().addShutdownHook(new Thread(database::close));
        var server = database.start();
        dropLeftovers(server);
        return server;
    }

    /** Kept from run to run, for speed; what a killed run left running there is stopped by the next. */
    private static DataDirectory directory() {
        for (var number = 1; true; number++) {
            var directory = new DataDirectory(
                    Path.of("target", "test-database-" + number).toAbsolutePath());
            try {
                TAKEN.add(directory.takeAlone());
                return directory;
            } catch (CannotStartException another) {
                if (number == MOST_AT_ONCE) {
                    throw another;
                }
            }
        }
    }

    private static void dropLeftovers(DatabaseAddress server) {
        try (var connection = server.dataSource().getConnection();
                var statement = connection.createStatement();
                var left = statement.executeQuery("SELECT datname FROM pg_database WHERE datname LIKE 'test\\_%'")) {
            while (left.next()) {
                execute(server, "DROP DATABASE " + left.getString(1) + " WITH (FORCE)");
            }
        } catch (SQLException fault) {
            throw new IllegalStateException(fault);
        }
    }

    private static void execute(String sql) {
        execute(SERVER, sql);
    }

    private static void execute(DatabaseAddress server, String sql) {
        try (var connection = server.dataSource().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException fault) {
            throw new IllegalStateException(fault);
        }
    }
}
