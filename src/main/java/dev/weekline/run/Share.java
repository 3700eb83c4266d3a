package dev.weekline.run;

import io.r2dbc.spi.Row;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Predicate;

/**
 * The runs of a day for one cause that came to one status.
 *
 * @param day of UTC
 * @param refused calls that Meta refused because of a limit
 */
record Share(LocalDate day, String cause, String status, long runs, long units, long calls, long refused) {

    static Share of(Row row) {
        var columns = new Columns(row);
        return new Share(
                columns.required("day", LocalDate.class),
                columns.required("cause", String.class),
                columns.required("status", String.class),
                columns.number("runs"),
                columns.number("units"),
                columns.number("calls"),
                columns.number("refused"));
    }

    /** How many runs some of the shares have together. */
    static long runs(List<Share> shares, Predicate<Share> which) {
        return shares.stream().filter(which).mapToLong(Share::runs).sum();
    }

    boolean isError() {
        return is(RunStatus.FAILED) || is(RunStatus.ABANDONED);
    }

    boolean isThrottled() {
        return is(RunStatus.THROTTLED);
    }

    boolean is(RunStatus one) {
        return status.equals(one.word());
    }
}
