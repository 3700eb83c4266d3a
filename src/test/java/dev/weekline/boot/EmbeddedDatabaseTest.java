package dev.weekline.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedDatabaseTest {

    @TempDir
    Path home;

    private final List<String> said = new ArrayList<>();
    private final List<EmbeddedDatabase> started = new ArrayList<>();

    @BeforeEach
    void bringPrograms() throws IOException {
        Programs.lendTo(home);
    }

    @AfterEach
    void stop() throws IOException {
        started.forEach(EmbeddedDatabase::close);
        Programs.takeBackFrom(home);
    }

    @Test
    void whatWasCommittedIsThereAfterAStop() throws SQLException {
        var first = start();
        execute(first, "CREATE TABLE kept AS SELECT 'kept' AS word");
        started.getFirst().close();

        assertThat(read(start(), "SELECT word FROM kept")).isEqualTo("kept");
        assertThat(said).containsExactly("Making an empty database in " + home);
    }

    @Test
    void oneThatWasLeftRunningIsStoppedFirst() throws Exception {
        var abandoned = start();
        execute(abandoned, "CREATE TABLE kept AS SELECT 'kept' AS word");
        var survivor = postmaster();

        assertThat(read(start(), "SELECT word FROM kept")).isEqualTo("kept");
        assertThat(survivor.onExit()).succeedsWithin(Duration.ofSeconds(30));
        assertThat(said).contains("Stopping the PostgreSQL that an earlier run left behind");
    }

    @Test
    void oneThatWasKilledIsRepairedAlthoughItsNumberIsAStrangersNow() throws Exception {
        execute(start(), "CREATE TABLE kept AS SELECT 'kept' AS word");
        var killed = postmaster();
        killed.destroyForcibly();
        killed.onExit().join();
        var file = home.resolve("database").resolve(Postmaster.FILE);
        var own = Long.toString(ProcessHandle.current().pid());
        Files.writeString(file, Files.readString(file).replaceFirst("\\d+", own));

        assertThat(read(start(), "SELECT word FROM kept")).isEqualTo("kept");
    }

    @Test
    void nobodyIsLetInWithoutThePassword() {
        var address = start();
        var guess = new DatabaseAddress(
                address.host(), address.port(), address.database(), address.user(), "guess", address.parameters());

        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> guess.dataSource().getConnection())
                .withMessageContaining("password");
    }

    @Test
    void aDatabaseOfAnotherVersionIsLeftAlone() throws IOException {
        Files.createDirectory(home.resolve("database"));
        Files.writeString(home.resolve("database/PG_VERSION"), "14\n");

        assertThatExceptionOfType(CannotStartException.class)
                .isThrownBy(this::start)
                .withMessageContaining("made by PostgreSQL 14")
                .withMessageContaining("WEEKLINE_DATA_DIR");
    }

    @Test
    void whyPostgresDoesNotStartIsSaidInItsWords() throws IOException {
        start();
        started.getFirst().close();
        Files.delete(home.resolve("database/global/pg_control"));

        assertThatExceptionOfType(CannotStartException.class)
                .isThrownBy(this::start)
                .withMessageContaining("PostgreSQL did not start")
                .withMessageContaining("could not find the database system")
                .withMessageContaining("database.log");
    }

    @Test
    void afterAStopThereIsNoStart() {
        var database = new EmbeddedDatabase(new DataDirectory(home), List.of(), said::add);
        database.close();

        assertThatExceptionOfType(CannotStartException.class).isThrownBy(database::start);
        assertThat(home.resolve("database")).doesNotExist();
    }

    @Test
    void rootWithoutNamespacesBecomesNobody() throws Exception {
        assumeTrue(NotAsRoot.works(NotAsRoot.AS_NOBODY), "only root may become somebody else");
        var log = home.resolve("database.log");
        var password = new DataDirectory(home).secret("password", Secrets::password);
        var postgres =
                new PostgresCommands(PostgresBinaries.unpackedIn(home, said::add), NotAsRoot.AS_NOBODY, home, log);

        assertThat(password).isNotEmpty();
        assertThat(postgres.make(home.resolve("data"), "weekline", home.resolve("password"), () -> {}))
                .as(() -> read(log))
                .isTrue();
        assertThat(Files.getOwner(home.resolve("data")).getName()).isEqualTo("nobody");
    }

    private DatabaseAddress start() {
        var database = new EmbeddedDatabase(new DataDirectory(home), List.of(), said::add);
        started.addFirst(database);
        return database.start();
    }

    private ProcessHandle postmaster() throws IOException {
        return Postmaster.runningOn(home.resolve("database")).orElseThrow();
    }

    private static void execute(DatabaseAddress address, String sql) throws SQLException {
        try (var connection = address.dataSource().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String read(DatabaseAddress address, String sql) throws SQLException {
        try (var connection = address.dataSource().getConnection();
                var statement = connection.createStatement();
                var found = statement.executeQuery(sql)) {
            found.next();
            return found.getString(1);
        }
    }

    private static String read(Path log) {
        try {
            return Files.readString(log);
        } catch (IOException absent) {
            return "no log";
        }
    }
}
