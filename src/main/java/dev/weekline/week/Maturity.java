package dev.weekline.week;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;

/** How settled the figures of a week are. */
public enum Maturity {
    /** The week has not ended in the account's time zone. */
    OPEN,
    /** The week has ended, but late conversions still move its figures. */
    SETTLING,
    /** Meta no longer changes the figures. */
    FINAL;

    /** How long after its end a week still moves; Meta's best-practices page says 28 days. */
    public static final Duration SETTLES_WITHIN = Duration.ofDays(28);

    /** How settled {@code week} is at {@code moment} for an account in {@code zone}. */
    public static Maturity of(IsoWeek week, ZoneId zone, Instant moment) {
        var end = week.endsIn(zone);
        if (moment.isBefore(end)) {
            return OPEN;
        }
        return moment.isBefore(end.plus(SETTLES_WITHIN)) ? SETTLING : FINAL;
    }

    /**
     * How settled at {@code now} is what was fetched of {@code week} at {@code fetchedAt}: figures fetched while they
     * still moved are not final, however old the week has become.
     */
    public static Maturity ofFetched(IsoWeek week, ZoneId zone, Instant fetchedAt, Instant now) {
        var today = of(week, zone, now);
        return today == FINAL && of(week, zone, fetchedAt) != FINAL ? SETTLING : today;
    }

    /** The word that the API uses. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
