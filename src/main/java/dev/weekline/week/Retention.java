package dev.weekline.week;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * How far back Meta still answers. Totals reach back 37 months (Insights reference, {@code time_range}); unique figures
 * of a query with breakdowns reach back 13 months (best-practices page, 2025-06-10).
 */
public final class Retention {

    /** Meta's own limit for totals, in months. */
    public static final int MONTHS = 37;

    /** Meta's limit for unique figures of a query with breakdowns, in months. */
    public static final int UNIQUE_MONTHS = 13;

    /** Meta counts its months in a zone of its own, so the last days of the window are not to be relied on. */
    private static final int MARGIN_DAYS = 2;

    private Retention() {}

    /** The earliest week that Meta still tells whole at {@code now}. */
    public static IsoWeek earliest(Instant now, ZoneId zone) {
        var edge = now.atZone(zone).toLocalDate().minusMonths(MONTHS).plusDays(MARGIN_DAYS);
        var week = IsoWeek.containing(edge);
        return week.monday().isBefore(edge) ? week.next() : week;
    }

    /** Whether Meta leaves reach and frequency out of a query with breakdowns for this week. */
    public static boolean hidesUniques(IsoWeek week, Instant now, ZoneId zone) {
        return week.monday().isBefore(edgeOfUniques(now, zone));
    }

    /**
     * On which side of that edge a week lies: 1 if its unique figures are told, -1 if they are hidden, 0 if it is too
     * close to say, since a day may end meanwhile.
     */
    public static int sideOfUniques(IsoWeek week, Instant now, ZoneId zone) {
        var edge = edgeOfUniques(now, zone);
        return week.monday().isBefore(edge.minusDays(MARGIN_DAYS))
                ? -1
                : week.monday().isAfter(edge.plusDays(MARGIN_DAYS)) ? 1 : 0;
    }

    private static LocalDate edgeOfUniques(Instant now, ZoneId zone) {
        return now.atZone(zone).toLocalDate().minusMonths(UNIQUE_MONTHS);
    }
}
