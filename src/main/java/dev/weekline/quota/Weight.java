package dev.weekline.quota;

/** What one call costs in units of quota: breakdowns, daily rows, action breakdowns and long spans cost Meta more. */
public final class Weight {

    private static final int PLAIN = 1;
    private static final int BREAKDOWN = 3;
    private static final int DAILY = 5;
    private static final int ACTION_BREAKDOWN_FACTOR = 4;
    private static final int LONG_SPAN_FACTOR = 2;
    private static final int LONG_SPAN_DAYS = 90;

    private Weight() {}

    /** The units of a call that asks for rows of this shape over a span of {@code days}. */
    public static int of(boolean breakdown, boolean daily, boolean actionBreakdown, int days) {
        var units = daily ? DAILY : breakdown ? BREAKDOWN : PLAIN;
        if (actionBreakdown) {
            units *= ACTION_BREAKDOWN_FACTOR;
        }
        return days >= LONG_SPAN_DAYS ? units * LONG_SPAN_FACTOR : units;
    }
}
