package dev.weekline.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;

/**
 * One day of an account, as far as it is known at a moment.
 *
 * @param date the day in the account's zone
 * @param start when it began
 * @param asOf the moment at which it is looked at
 * @param delivered the part of its delivery that is known by then, from 0 to 1
 * @param demand how much the day moves customers
 * @param price what the day does to the price of attention
 */
record AccountDay(LocalDate date, Instant start, Instant asOf, double delivered, double demand, double price) {

    /** Meta corrects delivery a little for two days after a day is over. */
    private static final double ON_THE_DAY = 0.993;

    private static final double ON_THE_NEXT = 0.998;

    static AccountDay of(SandboxAccount account, Season season, LocalDate date, Instant asOf) {
        var start = date.atStartOfDay(account.zone()).toInstant();
        var end = date.plusDays(1).atStartOfDay(account.zone()).toInstant();
        return new AccountDay(date, start, asOf, delivered(start, end, asOf), season.demand(date), season.price(date));
    }

    boolean hasBegun() {
        return delivered > 0;
    }

    private static double delivered(Instant start, Instant end, Instant asOf) {
        if (!asOf.isAfter(start)) {
            return 0;
        }
        if (asOf.isBefore(end)) {
            var elapsed = (double) Duration.between(start, asOf).toSeconds();
            return ON_THE_DAY * awake(elapsed / Duration.between(start, end).toSeconds());
        }
        var age = Duration.between(end, asOf);
        return age.toDays() < 1 ? ON_THE_DAY : age.toDays() < 2 ? ON_THE_NEXT : 1;
    }

    /** The part of a day's delivery that is over when {@code part} of the day is: little at night, much at noon. */
    private static double awake(double part) {
        return part - 0.7 / (2 * Math.PI) * StrictMath.sin(2 * Math.PI * part);
    }
}
