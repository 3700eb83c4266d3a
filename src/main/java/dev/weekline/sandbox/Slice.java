package dev.weekline.sandbox;

import java.time.LocalDate;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Days of an account's calendar that a row stands for, both ends included. */
record Slice(LocalDate since, LocalDate until) {

    /**
     * Cuts this into pieces of so many days, the last one shorter where it must be.
     *
     * @param today the last day on which a piece may begin; what begins later has no rows
     */
    List<Slice> by(int days, LocalDate today) {
        return cut(day -> day.plusDays(days), today);
    }

    /** Cuts this where months end. */
    List<Slice> byMonth(LocalDate today) {
        return cut(day -> day.plusMonths(1).withDayOfMonth(1), today);
    }

    /** The days from the first to today or the last, whichever is earlier. */
    Stream<LocalDate> daysUpTo(LocalDate today) {
        var last = earlier(until, today);
        return since.isAfter(last) ? Stream.empty() : since.datesUntil(last.plusDays(1));
    }

    private List<Slice> cut(UnaryOperator<LocalDate> next, LocalDate today) {
        var last = earlier(until, today);
        var pieces = Stream.iterate(since, day -> !day.isAfter(last), next)
                .map(day -> new Slice(day, earlier(next.apply(day).minusDays(1), until)))
                .toList();
        return pieces.isEmpty() ? List.of(this) : pieces;
    }

    private static LocalDate earlier(LocalDate one, LocalDate other) {
        return one.isBefore(other) ? one : other;
    }
}
