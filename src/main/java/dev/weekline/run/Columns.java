package dev.weekline.run;

import dev.weekline.database.LaneStatements;
import dev.weekline.week.IsoWeek;
import io.r2dbc.spi.Row;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The columns of a row, as the API shows them. */
record Columns(Row row) {

    <T> T required(String name, Class<T> type) {
        return LaneStatements.required(row.get(name, type));
    }

    @Nullable
    String text(String name) {
        return row.get(name, String.class);
    }

    /** Of any width. */
    long number(String name) {
        return ((Number) LaneStatements.required(row.get(name))).longValue();
    }

    UUID id(String name) {
        return required(name, UUID.class);
    }

    IsoWeek week(String name) {
        return new IsoWeek(required(name, LocalDate.class));
    }

    String moment(String name) {
        return shown(required(name, OffsetDateTime.class));
    }

    @Nullable
    String momentIfAny(String name) {
        var moment = row.get(name, OffsetDateTime.class);
        return moment == null ? null : shown(moment);
    }

    private static String shown(OffsetDateTime moment) {
        return moment.toInstant().truncatedTo(ChronoUnit.MILLIS).toString();
    }
}
