package dev.weekline.sandbox;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Spans of days that are named by how they lie to today. The sandbox knows the usual ones. */
enum DatePreset {
    TODAY(today -> today, today -> today),
    YESTERDAY(today -> today.minusDays(1), today -> today.minusDays(1)),
    LAST_3D(today -> today.minusDays(3), today -> today.minusDays(1)),
    LAST_7D(today -> today.minusDays(7), today -> today.minusDays(1)),
    LAST_14D(today -> today.minusDays(14), today -> today.minusDays(1)),
    LAST_28D(today -> today.minusDays(28), today -> today.minusDays(1)),
    LAST_30D(today -> today.minusDays(30), today -> today.minusDays(1)),
    LAST_90D(today -> today.minusDays(90), today -> today.minusDays(1)),
    THIS_MONTH(today -> today.withDayOfMonth(1), today -> today),
    LAST_MONTH(
            today -> today.minusMonths(1).withDayOfMonth(1),
            today -> today.withDayOfMonth(1).minusDays(1)),
    THIS_WEEK_MON_TODAY(DatePreset::monday, today -> today),
    LAST_WEEK_MON_SUN(
            today -> monday(today).minusWeeks(1), today -> monday(today).minusDays(1));

    private final String word = name().toLowerCase(Locale.ROOT);
    private final UnaryOperator<LocalDate> since;
    private final UnaryOperator<LocalDate> until;

    DatePreset(UnaryOperator<LocalDate> since, UnaryOperator<LocalDate> until) {
        this.since = since;
        this.until = until;
    }

    static Optional<Slice> find(String word, LocalDate today) {
        return Arrays.stream(values())
                .filter(preset -> preset.word.equals(word))
                .map(preset -> new Slice(preset.since.apply(today), preset.until.apply(today)))
                .findFirst();
    }

    static List<String> names() {
        return Arrays.stream(values()).map(preset -> preset.word).toList();
    }

    private static LocalDate monday(LocalDate day) {
        return day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    }
}
