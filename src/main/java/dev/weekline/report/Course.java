package dev.weekline.report;

import dev.weekline.report.Asked.Mode;
import dev.weekline.week.IsoWeek;
import dev.weekline.week.Retention;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * What is done with a question. This is the whole decision; {@code Cache-Status} names the course that was taken.
 *
 * <table>
 * <caption>By what is stored and what is asked</caption>
 * <tr><th>stored</th><th>asked</th><th>course</th></tr>
 * <tr><td>nothing, and the week has not begun</td><td>anything</td><td>{@link #NOT_STARTED}</td></tr>
 * <tr><td>nothing, and Meta no longer tells the week</td><td>anything</td><td>{@link #BEYOND_RETENTION}</td></tr>
 * <tr><td>nothing</td><td>only what is stored</td><td>{@link #NOT_STORED}</td></tr>
 * <tr><td>nothing</td><td>anything else</td><td>{@link #MISSING}</td></tr>
 * <tr><td>a report that Meta still tells</td><td>anew</td><td>{@link #FORCED}</td></tr>
 * <tr><td>a fresh report</td><td>anything else</td><td>{@link #FRESH}</td></tr>
 * <tr><td>a stale one that Meta no longer tells</td><td>anything</td><td>{@link #LAST}</td></tr>
 * <tr><td>a stale one</td><td>only what is stored</td><td>{@link #STALE}</td></tr>
 * <tr><td>a stale one of a paused account</td><td>anything else</td><td>{@link #PAUSED}</td></tr>
 * <tr><td>a stale one, refreshing failed lately</td><td>anything else</td><td>{@link #RESTING}</td></tr>
 * <tr><td>a stale one</td><td>anything else</td><td>{@link #REFRESHING}</td></tr>
 * </table>
 */
enum Course {
    /** Served. */
    FRESH,
    /** Served, and refreshed behind the answer. */
    REFRESHING,
    /** Served; the refresh that failed is tried again later. */
    RESTING,
    /** Served; background work of the account is stopped. */
    PAUSED,
    /** Served as it is. */
    STALE,
    /** Served; there will never be a newer one. */
    LAST,
    /** Fetched, and waited for. */
    MISSING,
    /** Fetched although something is stored, and waited for. */
    FORCED,
    /** Refused: nothing is stored. */
    NOT_STORED,
    /** Refused: there is nothing to fetch yet. */
    NOT_STARTED,
    /** Refused: there is nothing to fetch any more. */
    BEYOND_RETENTION;

    private final String word = name().toLowerCase(Locale.ROOT).replace('_', '-');

    static Course of(Asked asked, Optional<HeldReport> stored, Instant now) {
        var zone = asked.account().timeZone();
        var gone = asked.week().compareTo(Retention.earliest(now, zone)) < 0;
        return stored.map(report -> of(asked, report, gone, now))
                .orElseGet(() -> of(asked.mode(), asked.week().compareTo(IsoWeek.running(now, zone)) > 0, gone));
    }

    private static Course of(Mode mode, boolean early, boolean gone) {
        if (early) {
            return NOT_STARTED;
        }
        if (gone) {
            return BEYOND_RETENTION;
        }
        return mode == Mode.ONLY_IF_CACHED ? NOT_STORED : MISSING;
    }

    private static Course of(Asked asked, HeldReport report, boolean gone, Instant now) {
        if (asked.mode() == Mode.ANEW && !gone) {
            return FORCED;
        }
        if (report.isFresh(now)) {
            return FRESH;
        }
        if (gone) {
            return LAST;
        }
        if (asked.mode() == Mode.ONLY_IF_CACHED) {
            return STALE;
        }
        if (asked.account().isPaused()) {
            return PAUSED;
        }
        return report.setback().filter(setback -> setback.isResting(now)).isPresent() ? RESTING : REFRESHING;
    }

    /** The word that {@code Cache-Status} has for it. */
    String word() {
        return word;
    }
}
