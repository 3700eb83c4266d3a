package dev.weekline.run;

import io.r2dbc.spi.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;

/** Where to go on in a list of runs, in one of its orders: after a certain run. */
sealed interface RunPlace {

    /** After the run that began then and has that id. */
    record Newest(Instant startedAt, UUID run) implements RunPlace {

        @Override
        public Conditions after(Conditions conditions) {
            return conditions.and("(started_at, run_id) < (?, ?)", startedAt.atOffset(ZoneOffset.UTC), run);
        }
    }

    /**
     * After the run of which this is known; several may have the same figure.
     *
     * @param order one that goes by a figure
     */
    record Highest(RunOrder order, long figure, Newest among) implements RunPlace {

        @Override
        public Conditions after(Conditions conditions) {
            return conditions.and(
                    "(" + order.figure().orElseThrow() + ", started_at, run_id) < (?, ?, ?)",
                    figure,
                    among.startedAt().atOffset(ZoneOffset.UTC),
                    among.run());
        }
    }

    static RunPlace of(Row row, RunOrder order) {
        var columns = new Columns(row);
        var newest =
                new Newest(columns.required("started_at", OffsetDateTime.class).toInstant(), columns.id("run_id"));
        return order.figure()
                .<RunPlace>map(figure -> new Highest(order, columns.number(figure), newest))
                .orElse(newest);
    }

    Conditions after(Conditions conditions);
}
