package dev.weekline.quota;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How many units an hour really holds: a guess that learns. What we spent in the last hour, over the percent of it that
 * Meta says is used, is what the whole hour holds. The size grows towards that in steps and shrinks to it at once.
 *
 * @param guess units of an hour as long as nothing is known
 * @param size units of an hour as they are taken to be now
 * @param changed when the size last changed, or began to be learned
 * @param evidence the newest; empty while nothing is known
 */
public record Estimate(double guess, double size, Instant changed, Optional<Evidence> evidence) {

    private static final double ALL = 100;

    /** Below this share of the guess nothing would be asked any more, and so nothing learned. */
    private static final double FLOOR = 0.1;

    /**
     * What was learned from.
     *
     * @param units that we had spent in the last hour
     * @param percent of it that Meta said was used then
     */
    public record Evidence(double units, double percent, Instant at) {

        /** What the whole hour holds by this; without bounds where nothing is used of it. */
        public double hour() {
            return units * ALL / percent;
        }
    }

    /** Nothing is known yet. */
    static Estimate of(double guess, Instant now) {
        return new Estimate(guess, guess, now, Optional.empty());
    }

    /**
     * Learns from one answer. What is older than the evidence at hand, or too little to tell, changes nothing. A use
     * that is too small to tell how much an hour holds still tells that it holds no less than if the smallest use that
     * can be trusted had been told.
     *
     * @param units that were spent by us in the hour before {@code now}
     * @param percent of that hour that Meta says is used
     */
    Estimate learn(double units, double percent, EstimateSettings settings, Instant now) {
        if (!(units >= guess * settings.evidence() / ALL) || !(percent >= 0) || isOld(now)) {
            return this;
        }
        var found = new Evidence(units, percent, now);
        var hour = units * ALL / Math.max(percent, settings.evidence());
        if (percent < settings.evidence() && hour <= size) {
            return this;
        }
        var next = next(hour, settings, now);
        return new Estimate(guess, next, next == size ? changed : now, Optional.of(found));
    }

    private double next(double hour, EstimateSettings settings, Instant now) {
        var aim = Math.clamp(hour, guess * FLOOR, guess * settings.ceiling());
        if (aim <= size) {
            return aim;
        }
        var isTime = Duration.between(changed, now).compareTo(settings.every()) >= 0;
        return isTime ? Math.min(aim, size * (1 + settings.growth() / ALL)) : size;
    }

    boolean isNewerThan(Estimate other) {
        return evidence.isPresent() && !other.isOld(evidence.get().at()) && !evidence.equals(other.evidence);
    }

    private boolean isOld(Instant now) {
        return evidence.filter(known -> known.at().isAfter(now)).isPresent();
    }
}
