package dev.weekline.quota;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * When so much background work can be done, if nothing else is asked meanwhile: what is above the reserve at once, the
 * rest as it comes back, and no more a day than the budget.
 *
 * @param atHand units above the reserve; below zero where the reserve has to fill first
 * @param unitsPerHour units that come back in an hour
 * @param leftToday units of the budget that are left today
 * @param aDay units of the budget of each day after
 */
record Forecast(long atHand, int unitsPerHour, long leftToday, long aDay) {

    private static final Duration HOUR = Duration.ofHours(1);

    /** When the last of these units may be spent, seen from {@code now}. */
    Instant doneAt(long units, Instant now) {
        var done = now.plus(timeToEarn(units - atHand));
        if (units <= leftToday) {
            return done;
        }
        var days = Math.ceilDiv(units - leftToday, aDay);
        var lastMidnight = now.truncatedTo(ChronoUnit.DAYS).plus(days, ChronoUnit.DAYS);
        var onLastDay = units - leftToday - (days - 1) * aDay;
        // A night in which nothing is spent leaves no more to do than what the last day brings.
        var afterMidnight = lastMidnight.plus(timeToEarn(onLastDay - Math.max(0, atHand)));
        return later(done, afterMidnight);
    }

    private Duration timeToEarn(long units) {
        return units <= 0 ? Duration.ZERO : HOUR.multipliedBy(units).dividedBy(unitsPerHour);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
