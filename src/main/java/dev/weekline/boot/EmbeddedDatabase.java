package dev.weekline.boot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A PostgreSQL of our own, for one process, on loopback, behind a password. Its programs, data and log live in the data
 * directory. What it has committed survives any end of this process or of its own; one that a dead process left running
 * is stopped before the next start, and two never run on the same data.
 */
final class EmbeddedDatabase implements AutoCloseable {

    private static final String NAME = "weekline";
    private static final String PASSWORD_FILE = "database-password";
    private static final String OUR_SETTINGS = "weekline.conf";
    private static final int STARTS_TRIED = 10;
    private static final long BETWEEN_STARTS_MS = 1_000;

    private final DataDirectory directory;
    private final List<String> settings;
    private final Consumer<String> say;
    private final Path data;
    private final PostgresLog log;
    private Optional<PostgresCommands> commands = Optional.empty();
    private boolean closed;

    /**
     * @param directory taken by this process alone
     * @param settings lines of {@code postgresql.conf} that count more than ours
     * @param say is told what takes a while
     */
    EmbeddedDatabase(DataDirectory directory, List<String> settings, Consumer<String> say) {
        this.directory = directory;
        this.settings = settings;
        this.say = say;
        this.data = directory.path().resolve("database");
        this.log = new PostgresLog(directory.path().resolve("database.log"));
    }

    /**
     * Starts it on what is stored, or on an empty database the first time.
     *
     * @throws CannotStartException if PostgreSQL does not start
     */
    synchronized DatabaseAddress start() {
        if (closed) {
            throw new CannotStartException(Opened.CALLED_OFF);
        }
        try {
            log.shorten();
            var postgres = new PostgresCommands(
                    PostgresBinaries.unpackedIn(directory.path(), say),
                    NotAsRoot.prefix(),
                    directory.path(),
                    log.file());
            commands = Optional.of(postgres);
            stopSurvivor(postgres);
            var password = directory.secret(PASSWORD_FILE, Secrets::password);
            if (Files.exists(data)) {
                checkVersion();
            } else {
                make(postgres);
            }
            return withDatabase(startOnFreePort(postgres, password));
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    private void stopSurvivor(PostgresCommands postgres) throws IOException {
        if (Postmaster.runningOn(data).isPresent()) {
            say.accept("Stopping the PostgreSQL that an earlier run left behind");
            stop(postgres);
        }
        var still = Postmaster.runningOn(data);
        if (still.isPresent()) {
            throw new CannotStartException("PostgreSQL (process " + still.get().pid() + ") still runs on " + data
                    + ": stop it, then start Weekline again.");
        }
        // The number in it may be a stranger's by now, at which PostgreSQL would take fright. What killed backends may
        // still hold in shared memory, it sees without this file.
        Files.deleteIfExists(data.resolve(Postmaster.FILE));
    }

    private void checkVersion() throws IOException {
        var version = Files.readString(data.resolve("PG_VERSION")).strip();
        if (!version.equals(PostgresBinaries.MAJOR_VERSION)) {
            throw new CannotStartException("The database in " + data + " was made by PostgreSQL " + version
                    + " and this Weekline brings " + PostgresBinaries.MAJOR_VERSION
                    + ": start the Weekline that made it, or choose another directory with WEEKLINE_DATA_DIR.");
        }
    }

    private void make(PostgresCommands postgres) throws IOException {
        say.accept("Making an empty database in " + directory.path());
        // Aside first: what stands under the final name is always whole.
        var draft = data.resolveSibling("database-in-the-making");
        delete(draft);
        var passwordFile = directory.path().resolve(PASSWORD_FILE);
        if (!postgres.make(draft, NAME, passwordFile, () -> say.accept("Still making the database"))) {
            throw refused();
        }
        Files.writeString(
                draft.resolve("postgresql.conf"), "\ninclude '" + OUR_SETTINGS + "'\n", StandardOpenOption.APPEND);
        Files.move(draft, data, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void delete(Path root) throws IOException {
        if (Files.exists(root)) {
            try (var paths = Files.walk(root)) {
                for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }

    /** Tried again, because a port that was free may be taken, and because killed backends take a moment to leave. */
    private DatabaseAddress startOnFreePort(PostgresCommands postgres, String password) throws IOException {
        for (var tried = 0; tried < STARTS_TRIED; tried++) {
            var port = freePort();
            Files.write(data.resolve(OUR_SETTINGS), settings(port));
            if (postgres.start(data, () -> say.accept("Waiting for PostgreSQL to repair what a hard stop left"))) {
                return new DatabaseAddress("127.0.0.1", port, NAME, NAME, password, Map.of("sslmode", "disable"));
            }
            if (!passes(log.lastWords())) {
                break;
            }
            pause();
        }
        throw refused();
    }

    private static boolean passes(String why) {
        return why.contains("could not create any TCP/IP sockets") || why.contains("pre-existing shared memory");
    }

    private static void pause() {
        try {
            Thread.sleep(BETWEEN_STARTS_MS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new CannotStartException(Opened.CALLED_OFF, stopped);
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }

    private List<String> settings(int port) {
        var ours = Stream.of(
                "listen_addresses = '127.0.0.1'",
                "port = " + port,
                "unix_socket_directories = ''",
                "max_connections = 60",
                "timezone = 'UTC'",
                "log_timezone = 'UTC'",
                "lc_messages = 'C'",
                "log_checkpoints = off");
        return Stream.concat(ours, settings.stream()).toList();
    }

    private static DatabaseAddress withDatabase(DatabaseAddress address) {
        try (var connection = address.withDatabase("postgres").dataSource().getConnection();
                var statement = connection.createStatement();
                var there = statement.executeQuery("SELECT 1 FROM pg_database WHERE datname = '" + NAME + "'")) {
            if (!there.next()) {
                statement.execute("CREATE DATABASE " + NAME);
            }
            return address;
        } catch (SQLException refusal) {
            throw new CannotStartException(
                    "The embedded PostgreSQL does not let us in (" + refusal.getMessage()
                            + "): choose another directory with WEEKLINE_DATA_DIR.",
                    refusal);
        }
    }

    private CannotStartException refused() throws IOException {
        return new CannotStartException("PostgreSQL did not start in " + directory.path() + " (" + log.lastWords()
                + "): put that right, or set WEEKLINE_DATABASE_URL to a PostgreSQL of your own; more is in "
                + log.file() + ".");
    }

    private void stop(PostgresCommands postgres) {
        Runnable impatient = () -> say.accept("Waiting for PostgreSQL to stop");
        if (!postgres.stop(data, "fast", impatient) && !postgres.stop(data, "immediate", impatient)) {
            say.accept("PostgreSQL did not stop; the next start on " + directory.path() + " will see to it");
        }
    }

    /** Stops it and waits for that. Also waits for a start that is under way, so that nothing is left behind. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            if (commands.isPresent() && Postmaster.runningOn(data).isPresent()) {
                stop(commands.get());
            }
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }
}
