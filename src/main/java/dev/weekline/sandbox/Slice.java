package dev.weekline.sandbox;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Days of an account's calendar that a row stands for, both ends included. */
record Slice(LocalDate since, LocalDate until) {

    /** Cuts this into pieces of so many days, the last one shorter where it must be. */
    List<Slice> by(int days) {
        var pieces = new ArrayList<Slice>();
        for (var day = since; !day.isAfter(until); day = day.plusDays(days)) {
            pieces.add(new Slice(day, earlier(day.plusDays(days - 1L), until)));
        }
        return pieces;
    }

    /** Cuts this where months end. */
    List<Slice> byMonth() {
        var pieces = new ArrayList<Slice>();
        for (var day = since; !day.isAfter(until); day = day.plusMonths(1).withDayOfMonth(1)) {
            pieces.add(new Slice(day, earlier(day.withDayOfMonth(day.lengthOfMonth()), until)));
        }
        return pieces;
    }

    List<LocalDate> days() {
        return since.datesUntil(until.plusDays(1)).toList();
    }

    private static LocalDate earlier(LocalDate one, LocalDate other) {
        return one.isBefore(other) ? one : other;
    }
}
