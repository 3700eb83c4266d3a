package dev.weekline.quota;

import dev.weekline.account.AccountId;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What Meta is going to say of its limits. A percent, beside the units that were spent in the hour before it was said,
 * tells what a unit is in percent; so it is known before a call is made whether it would close a gate, and how long it
 * takes until enough of the hour is over. Waiting that long costs less than a closed gate: what comes from there comes
 * back in steps, and a quota that is used up has to be waited for.
 */
final class HourAhead {

    /** Units that have to have been spent: with fewer, what others use of the same quota would be taken for ours. */
    private static final long ENOUGH = 30;

    /** Below this, rounding weighs too much. */
    private static final double TELLING = 5;

    /** Meta's headers at times say next to nothing is used; what is so far below the forecast is not believed. */
    private static final double BELIEVED = 0.4;

    /** A unit may cost more than was thought from one answer to the next, but less only by and by. */
    private static final double FALL = 0.1;

    /** How far we stay from a gate, in percent of what Meta allows. */
    private static final double MARGIN = 0.7;

    private static final double ALL = 100;
    private static final double AN_HOUR = Tally.HOUR.toMillis();

    /** In hours; whoever would have to wait longer is told this. */
    private static final double LONGEST = 10_000;

    private final GateSettings settings;
    private final Spent spent;
    /**
     * For how long nobody is held by what was said: when no call was made and no answer came for so long, what others
     * use of the same quota may have ended, and the next call goes to find out.
     */
    static final Duration SILENCE = Duration.ofMinutes(20);

    private final Map<Counted, Known> percents = new ConcurrentHashMap<>();

    private record Counted(Optional<AccountId> account, Pool pool) {}

    /**
     * What a unit is in percent.
     *
     * @param at when Meta was heard or asked last
     * @param isDoubted a call has gone to find out whether it is still so
     */
    private record Known(double percent, Instant at, boolean isDoubted) {

        Known asked(Instant now) {
            return new Known(percent, now, isDoubted || isOld(now));
        }

        Known told(double newer, Instant now) {
            return new Known(isDoubted ? newer : next(percent, newer), now, false);
        }

        Known refused(double atLeast, Instant now) {
            return new Known(Math.max(percent, atLeast), now, false);
        }

        boolean isOld(Instant now) {
            return !at.plus(SILENCE).isAfter(now);
        }
    }

    HourAhead(GateSettings settings, Spent spent) {
        this.settings = settings;
        this.spent = spent;
    }

    /** Learns what a unit is in percent. */
    void told(AccountId account, UsageReading reading, Instant now) {
        reading.percents().forEach((pool, percent) -> {
            var whose = whose(account, pool);
            var units = units(whose, now);
            if (units >= ENOUGH) {
                percents.compute(new Counted(whose, pool), (_, known) -> heard(known, percent, units, now));
            }
        });
    }

    private static @Nullable Known heard(@Nullable Known known, double percent, long units, Instant now) {
        if (percent < TELLING) {
            return known == null || known.isDoubted() ? null : known;
        }
        return known == null ? new Known(percent / units, now, false) : known.told(percent / units, now);
    }

    /** A call goes to Meta; until it has answered, one is enough to find out. */
    void asked(AccountId account, Instant now) {
        for (var pool : Pool.values()) {
            percents.computeIfPresent(new Counted(whose(account, pool), pool), (_, known) -> known.asked(now));
        }
    }

    /** Where a call was refused, all of the hour was used. */
    void refused(AccountId account, Gate gate, Instant now) {
        var whose = gate == Gate.APP ? Optional.<AccountId>empty() : Optional.of(account);
        var units = units(whose, now);
        for (var pool : Pool.values()) {
            if (pool.gate() == gate && units >= ENOUGH) {
                percents.merge(
                        new Counted(whose, pool),
                        new Known(ALL / units, now, false),
                        (known, told) -> known.refused(told.percent(), now));
            }
        }
    }

    /** What is left of the hours that count for an account, or for the app. */
    Room room(Optional<AccountId> whose, Work work, Instant now) {
        var most = Double.POSITIVE_INFINITY;
        for (var pool : Pool.values()) {
            var known = percents.get(new Counted(whose, pool));
            if (known != null && !known.isOld(now)) {
                most = Math.min(most, (settings.stops(work, pool) - MARGIN) / known.percent());
            }
        }
        if (Double.isInfinite(most)) {
            return Room.ENDLESS;
        }
        var others = spent.othersInLastHour(whose, now).orElse(0L);
        return new Room(
                most - others, spent.own(whose).map(tally -> tally.ebb(now)).orElse(Ebb.NOTHING));
    }

    /** How long a call would have to wait. */
    Duration until(AccountId account, Work work, int units, Instant now) {
        var own = room(Optional.of(account), work, now).until(units);
        var app = room(Optional.empty(), work, now).until(units);
        return own.compareTo(app) >= 0 ? own : app;
    }

    /**
     * Units of a rolling hour.
     *
     * @param most that it holds
     * @param spent how what was spent of it ceases to count
     */
    record Room(double most, Ebb spent) {

        static final Room ENDLESS = new Room(Double.POSITIVE_INFINITY, Ebb.NOTHING);

        /** What could be spent after so many milliseconds, if nothing is spent before. */
        double after(long millis) {
            return Double.isInfinite(most) ? most : most * Math.max(1, millis / AN_HOUR) - spent.after(millis);
        }

        /**
         * How long until so many units can be spent. A call that is larger than all there is may pass when nothing is
         * spent.
         */
        Duration until(double units) {
            if (Double.isInfinite(most)) {
                return Duration.ZERO;
            }
            if (units > most && most > 0) {
                return Duration.ofMillis((long) (AN_HOUR * Math.min(units / most, LONGEST)));
            }
            return spent.untilAtMost((long) Math.max(0, most - units));
        }
    }

    private long units(Optional<AccountId> whose, Instant now) {
        return spent.ownInLastHour(whose, now)
                + spent.othersInLastHour(whose, now).orElse(0L);
    }

    private static Optional<AccountId> whose(AccountId account, Pool pool) {
        return pool.gate() == Gate.APP ? Optional.empty() : Optional.of(account);
    }

    private static double next(double known, double told) {
        if (told >= known) {
            return told;
        }
        return told < known * BELIEVED ? known : known + FALL * (told - known);
    }
}
