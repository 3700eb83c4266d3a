package dev.weekline.week;

import java.time.Duration;

/**
 * How many times as long as usual what still moves stays fresh, because little of the quota is left.
 *
 * @param factor from 1 to 8
 */
public record Stretch(double factor) {

    /** As long as usual. */
    public static final Stretch NONE = new Stretch(1);

    private static final double MOST = 8;
    private static final double ENOUGH = 0.5;
    private static final double TELLING = 1.01;

    public Stretch {
        if (!(factor >= 1 && factor <= MOST)) {
            throw new IllegalArgumentException("A stretch is from 1 to 8, not " + factor);
        }
    }

    /**
     * The stretch while so much is left: 1 from one half on, 8 at nothing, and in between a smooth curve that doubles
     * with each sixth of the quota.
     *
     * @param left a share from 0 to 1; what is beyond counts as the nearer end
     */
    public static Stretch ofLeft(double left) {
        var lacking = Math.clamp((ENOUGH - left) / ENOUGH, 0, 1);
        return new Stretch(Math.min(MOST, Math.pow(MOST, lacking)));
    }

    /** Whether it is worth a word. */
    public boolean isTelling() {
        return factor > TELLING;
    }

    Duration of(Duration usual) {
        return Duration.ofMillis((long) (usual.toMillis() * factor));
    }
}
