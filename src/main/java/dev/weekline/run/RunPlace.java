package dev.weekline.run;

import dev.weekline.problem.Page;
import io.r2dbc.spi.Row;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where to go on in a list of runs, the newest first: after the run that began then and has that id. */
record RunPlace(Instant startedAt, UUID run) {

    private static final int RADIX = 36;
    private static final Pattern TEXT =
            Pattern.compile("([0-9a-z]{1,11})\\.([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})");

    /** As a cursor; the database keeps microseconds. */
    String text() {
        return Long.toString(ChronoUnit.MICROS.between(Instant.EPOCH, startedAt), RADIX) + '.' + run;
    }

    static RunPlace of(Row row) {
        var columns = new Columns(row);
        return new RunPlace(columns.required("started_at", OffsetDateTime.class).toInstant(), columns.id("run_id"));
    }

    /** Reads a cursor, where there is one. */
    static Optional<RunPlace> parse(@Nullable String cursor) {
        if (cursor == null) {
            return Optional.empty();
        }
        var found = TEXT.matcher(cursor);
        if (!found.matches()) {
            throw Page.foreign();
        }
        try {
            var moment = Instant.EPOCH.plus(Long.parseLong(found.group(1), RADIX), ChronoUnit.MICROS);
            return Optional.of(new RunPlace(moment, UUID.fromString(found.group(2))));
        } catch (DateTimeException | ArithmeticException | NumberFormatException outOfReach) {
            throw Page.foreign();
        }
    }

    Conditions after(Conditions conditions) {
        return conditions.and("(started_at, run_id) < (?, ?)", startedAt.atOffset(ZoneOffset.UTC), run);
    }
}
