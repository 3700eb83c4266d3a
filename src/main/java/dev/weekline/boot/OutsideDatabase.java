package dev.weekline.boot;

import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.function.Consumer;

/** A PostgreSQL that somebody else runs. It may still be coming up while we do, so it is given a moment. */
final class OutsideDatabase {

    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(5);
    private static final long BETWEEN_TRIES_MS = 500;

    private static final Set<String> MAY_PASS = Set.of(
            "08001", // nobody answers
            "08006", // the connection broke
            "53300", // too many connections
            "57P03"); // starting up

    private final DatabaseAddress address;
    private final Duration patience;
    private final Consumer<String> say;

    /** @param patience how long a server that does not answer yet is asked again */
    OutsideDatabase(DatabaseAddress address, Duration patience, Consumer<String> say) {
        this.address = address;
        this.patience = patience;
        this.say = say;
    }

    /**
     * Waits until the database lets us in.
     *
     * @throws CannotStartException if it refuses us, or does not answer in time
     */
    DatabaseAddress reach() {
        var givenUpAt = System.nanoTime() + patience.toNanos();
        for (var tried = 0; true; tried++) {
            try (var _ = address.impatientDataSource(LONGEST_ANSWER).getConnection()) {
                return address;
            } catch (SQLException refusal) {
                if (!MAY_PASS.contains(state(refusal)) || System.nanoTime() >= givenUpAt) {
                    throw new CannotStartException(sentence(refusal), refusal);
                }
                if (tried == 0) {
                    say.accept("Waiting for PostgreSQL at " + address);
                }
                pause();
            }
        }
    }

    private static String state(SQLException refusal) {
        return refusal.getSQLState() == null ? "" : refusal.getSQLState();
    }

    private static void pause() {
        try {
            Thread.sleep(BETWEEN_TRIES_MS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new CannotStartException(Opened.CALLED_OFF, stopped);
        }
    }

    private String sentence(SQLException refusal) {
        return switch (state(refusal)) {
            case "28P01", "28000" ->
                "The database at " + address + " refuses the user \"" + address.user() + "\" (" + words(refusal)
                        + "): correct user and password in WEEKLINE_DATABASE_URL.";
            case "3D000" ->
                "PostgreSQL at " + address.host() + ":" + address.port() + " has no database \"" + address.database()
                        + "\": create it, or correct WEEKLINE_DATABASE_URL.";
            case "53300", "57P03" ->
                "The database at " + address + " takes no connection now (" + words(refusal)
                        + "): try again when it does.";
            default ->
                "The database at " + address + " cannot be reached (" + words(refusal)
                        + "): start it, or correct WEEKLINE_DATABASE_URL.";
        };
    }

    private static String words(SQLException refusal) {
        return Sentence.causes(refusal)
                .map(cause -> switch (cause) {
                    case UnknownHostException _ -> "the host is not known";
                    case SocketTimeoutException _ -> "no answer";
                    case ConnectException _ -> "connection refused";
                    default -> "";
                })
                .filter(words -> !words.isEmpty())
                .findFirst()
                .orElseGet(() -> Sentence.first(refusal));
    }
}
