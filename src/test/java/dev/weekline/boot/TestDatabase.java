package dev.weekline.boot;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;

/**
 * One PostgreSQL for all tests of a process: in a container where a Docker engine answers, the embedded one where none
 * does. It says once which. Every test that asks gets a database of its own with all tables in it.
 */
public final class TestDatabase {

    private static final String TEMPLATE = "weekline_template";
    private static final AtomicInteger COUNT = new AtomicInteger();

    /** What is lost when the machine fails does not matter here. */
    private static final List<String> QUICK =
            List.of("fsync = off", "synchronous_commit = off", "full_page_writes = off", "max_connections = 300");

    private static final DatabaseAddress SERVER = start();

    private TestDatabase() {}

    /** A database of its own, migrated and empty. */
    public static Fresh fresh() {
        var name = "test_" + COUNT.incrementAndGet();
        execute("CREATE DATABASE " + name + " TEMPLATE " + TEMPLATE);
        return new Fresh(named(name));
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

        @Override
        public void close() {
            execute("DROP DATABASE " + address.database() + " WITH (FORCE)");
        }
    }

    private static DatabaseAddress start() {
        var docker = DockerClientFactory.instance().isDockerAvailable();
        System.out.println(
                "Tests run on PostgreSQL " + (docker ? "in a container" : "embedded, since no Docker engine answers"));
        var server = docker ? container() : embedded();
        execute(server, "CREATE DATABASE " + TEMPLATE);
        Migrations.apply(named(server, TEMPLATE));
        return server;
    }

    private static DatabaseAddress container() {
        var container =
                new PostgreSQLContainer("postgres:17-alpine").withCommand("postgres", "-c", "max_connections=300");
        container.start();
        return new DatabaseAddress(
                container.getHost(),
                container.getFirstMappedPort(),
                container.getDatabaseName(),
                container.getUsername(),
                container.getPassword(),
                Map.of("sslmode", "disable"));
    }

    private static DatabaseAddress embedded() {
        try {
            var directory = new DataDirectory(Files.createTempDirectory("weekline-test-"));
            var database = new EmbeddedDatabase(directory, QUICK, System.out::println);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                database.close();
                delete(directory.path());
            }));
            return database.start();
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    private static void delete(Path directory) {
        try (var paths = Files.walk(directory)) {
            paths.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        } catch (IOException fault) {
            System.out.println("Left behind: " + directory);
        }
    }

    private static DatabaseAddress named(String database) {
        return named(SERVER, database);
    }

    private static DatabaseAddress named(DatabaseAddress server, String database) {
        return new DatabaseAddress(
                server.host(), server.port(), database, server.user(), server.password(), server.parameters());
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
