package dev.weekline.week;

import static java.time.DayOfWeek.MONDAY;
import static java.time.temporal.IsoFields.WEEK_BASED_YEAR;
import static java.time.temporal.IsoFields.WEEK_OF_WEEK_BASED_YEAR;
import static java.time.temporal.TemporalAdjusters.previousOrSame;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.regex.Pattern;

/** A Monday-to-Sunday week, written as ISO 8601 writes it: {@code 2025-W39}. */
public record IsoWeek(LocalDate monday) implements Comparable<IsoWeek> {

    private static final Pattern WRITTEN = Pattern.compile("(\\d{4})-W(\\d{2})");

    public IsoWeek {
        if (monday.getDayOfWeek() != MONDAY) {
            throw new IllegalArgumentException(monday + " is not a Monday");
        }
    }

    /** The week that {@code date} lies in. */
    public static IsoWeek containing(LocalDate date) {
        return new IsoWeek(date.with(previousOrSame(MONDAY)));
    }

    /** The week that is running at {@code moment} for somebody whose clocks run on {@code zone}. */
    public static IsoWeek running(Instant moment, ZoneId zone) {
        return containing(moment.atZone(zone).toLocalDate());
    }

    /**
     * Reads {@code 2025-W39}.
     *
     * @throws MalformedWeekException if the text has another form, or the year has no such week; it names the nearest
     *     week that exists
     */
    public static IsoWeek parse(String text) {
        var written = WRITTEN.matcher(text);
        if (!written.matches()) {
            throw MalformedWeekException.form(text);
        }
        var year = Integer.parseInt(written.group(1));
        var number = Integer.parseInt(written.group(2));
        var first = containing(LocalDate.of(year, 1, 4));
        var week = first.plus(number - 1L);
        if (number < 1) {
            throw MalformedWeekException.number(text, year, first);
        }
        if (week.weekBasedYear() != year) {
            throw MalformedWeekException.number(text, year, containing(LocalDate.of(year, 12, 28)));
        }
        return week;
    }

    /** The last day of the week. */
    public LocalDate sunday() {
        return monday.plusDays(6);
    }

    /** The moment this week begins for somebody whose clocks run on {@code zone}. */
    public Instant startsIn(ZoneId zone) {
        return monday.atStartOfDay(zone).toInstant();
    }

    /** The moment this week is over for somebody whose clocks run on {@code zone}. */
    public Instant endsIn(ZoneId zone) {
        return monday.plusWeeks(1).atStartOfDay(zone).toInstant();
    }

    /** The week so many weeks later, or earlier if negative. */
    public IsoWeek plus(long weeks) {
        return new IsoWeek(monday.plusWeeks(weeks));
    }

    /** The week before. */
    public IsoWeek previous() {
        return plus(-1);
    }

    /** The week after. */
    public IsoWeek next() {
        return plus(1);
    }

    /** How many weeks lie from this one to {@code other}; negative if it is earlier. */
    public long until(IsoWeek other) {
        return ChronoUnit.WEEKS.between(monday, other.monday);
    }

    @Override
    public int compareTo(IsoWeek other) {
        return monday.compareTo(other.monday);
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%04d-W%02d", weekBasedYear(), monday.get(WEEK_OF_WEEK_BASED_YEAR));
    }

    private int weekBasedYear() {
        return monday.get(WEEK_BASED_YEAR);
    }
}
