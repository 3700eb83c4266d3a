package dev.weekline.metric;

import java.math.BigDecimal;

/**
 * A figure that an account wants to have on one side of a target.
 *
 * @param word the name that the API has for it
 * @param metric the figure; it is computed, so that it has a formula
 * @param target what it is compared with, in the unit of the figure
 * @param aim on which side of the target it should be
 */
public record Kpi(String word, Metric metric, BigDecimal target, Aim aim) {

    /** On which side of its target a figure should be. */
    public enum Aim {
        /** At the target or below it, as costs. */
        BELOW,
        /** At the target or above it, as returns. */
        ABOVE
    }

    /** How a figure is computed. */
    public Formula formula() {
        return metric.formula().orElseThrow();
    }

    /** How far {@code value} is from the target: above zero where it is more. */
    public Change distance(BigDecimal value) {
        return Change.between(target, value);
    }

    /** Whether {@code value} is at the target or on the side of it that is wanted. */
    public boolean isOnTrack(BigDecimal value) {
        return switch (aim) {
            case BELOW -> value.compareTo(target) <= 0;
            case ABOVE -> value.compareTo(target) >= 0;
        };
    }
}
