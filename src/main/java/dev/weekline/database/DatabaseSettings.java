package dev.weekline.database;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import java.util.Arrays;

/**
 * How the database is talked to. With the usual numbers everything that readers cause, fetches included, holds half of
 * the connections at most, and what nobody waits for less than a third.
 *
 * @param connections how many there may be; the lanes together have no more
 * @param reading how many readers hold side by side at most
 * @param storing the same of fetches
 * @param keeping the same of leases, queue and operations
 * @param permitting the same of the quota
 * @param background the same of what nobody waits for
 * @param waiting how many may wait for their turn in one lane before they are told to come back
 * @param patience how long readers, leases and the quota wait for a connection, and then for what they ask
 * @param statementDeadline the same of fetches and of what nobody waits for
 * @param silence how much longer than that an answer may be overdue before the connection is hung up on
 * @param connectDeadline of opening a connection
 */
@ConfigurationProperties("weekline.database")
public record DatabaseSettings(
        @Bindable(defaultValue = "10") @Positive int connections,
        @Bindable(defaultValue = "2") @Positive int reading,
        @Bindable(defaultValue = "1") @Positive int storing,
        @Bindable(defaultValue = "1") @Positive int keeping,
        @Bindable(defaultValue = "1") @Positive int permitting,
        @Bindable(defaultValue = "3") @Positive int background,
        @Bindable(defaultValue = "5000") @Positive int waiting,
        @Bindable(defaultValue = "10s") Duration patience,
        @Bindable(defaultValue = "30s") Duration statementDeadline,
        @Bindable(defaultValue = "5s") Duration silence,
        @Bindable(defaultValue = "5s") Duration connectDeadline) {

    private static final Duration SHORTEST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofHours(1);

    public DatabaseSettings {
        var lanes = reading + storing + keeping + permitting + background;
        if (lanes > connections) {
            throw new IllegalArgumentException("weekline.database.connections is " + connections
                    + ", and reading, storing, keeping, permitting and background together may hold " + lanes);
        }
        check("patience", patience);
        check("statement-deadline", statementDeadline);
        check("silence", silence);
        check("connect-deadline", connectDeadline);
    }

    private static void check(String name, Duration length) {
        if (length.compareTo(SHORTEST) < 0 || length.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("weekline.database." + name + " is between 100ms and 1h, not " + length);
        }
    }

    /** How many connections are held in a lane at most. */
    public int width(Lane lane) {
        return switch (lane) {
            case READING -> reading;
            case STORING -> storing;
            case KEEPING -> keeping;
            case PERMITTING -> permitting;
            case BACKGROUND -> background;
        };
    }

    /**
     * How long anybody waits for a connection of that lane, and after which the database gives up a statement there.
     */
    Duration deadline(Lane lane) {
        return switch (lane) {
            case READING, KEEPING, PERMITTING -> patience;
            case STORING, BACKGROUND -> statementDeadline;
        };
    }

    /** Of all lanes whose work somebody waits for. */
    public int ofReaders() {
        return Arrays.stream(Lane.values())
                .filter(lane -> lane != Lane.BACKGROUND)
                .mapToInt(this::width)
                .sum();
    }
}
