package dev.weekline.backfill;

import dev.weekline.week.IsoWeek;
import dev.weekline.week.Retention;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/**
 * When the weeks of a span end in some time zones: what the database is told about the calendar, so that there is one
 * that knows it.
 */
record Boundaries(List<Boundary> all) {

    Boundaries {
        all = List.copyOf(all);
    }

    /**
     * One week in one zone.
     *
     * @param back how many weeks before the running one
     * @param told whether Meta still tells the week
     */
    record Boundary(ZoneId zone, IsoWeek week, Instant endsAt, int back, boolean told) {}

    /** A first and a last week. */
    record Weeks(IsoWeek first, IsoWeek last) {}

    /** The last weeks that have begun by {@code now}, the running one included. */
    static Boundaries last(int weeks, Collection<ZoneId> zones, Instant now) {
        return of(zones, now, running -> new Weeks(running.plus(1L - weeks), running));
    }

    /** The weeks from one to another that have begun by {@code now}. */
    static Boundaries between(IsoWeek from, IsoWeek to, Collection<ZoneId> zones, Instant now) {
        return of(zones, now, _ -> new Weeks(from, to));
    }

    /** @param weeks that are wanted, seen from the week that is running in a zone */
    static Boundaries of(Collection<ZoneId> zones, Instant now, Function<IsoWeek, Weeks> weeks) {
        return new Boundaries(zones.stream()
                .flatMap(zone -> span(weeks.apply(IsoWeek.running(now, zone)), zone, now).stream())
                .toList());
    }

    private static List<Boundary> span(Weeks wanted, ZoneId zone, Instant now) {
        var running = IsoWeek.running(now, zone);
        var earliest = Retention.earliest(now, zone);
        var last = wanted.last().compareTo(running) > 0 ? running : wanted.last();
        var span = new ArrayList<Boundary>();
        for (var week = wanted.first(); week.compareTo(last) <= 0; week = week.next()) {
            span.add(new Boundary(
                    zone, week, week.endsIn(zone), (int) week.until(running), week.compareTo(earliest) >= 0));
        }
        return span;
    }

    /** Those that Meta still tells. */
    Boundaries told() {
        return new Boundaries(all.stream().filter(Boundary::told).toList());
    }

    String[] zones() {
        return all.stream().map(boundary -> boundary.zone().getId()).toArray(String[]::new);
    }

    String[] mondays() {
        return all.stream().map(boundary -> boundary.week().monday().toString()).toArray(String[]::new);
    }

    String[] ends() {
        return all.stream().map(boundary -> boundary.endsAt().toString()).toArray(String[]::new);
    }

    Integer[] backs() {
        return all.stream().map(Boundary::back).toArray(Integer[]::new);
    }

    String[] labels() {
        return all.stream().map(boundary -> boundary.week().toString()).toArray(String[]::new);
    }

    Boolean[] tolds() {
        return all.stream().map(Boundary::told).toArray(Boolean[]::new);
    }
}
