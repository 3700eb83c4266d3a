package dev.weekline.week;

import java.math.BigDecimal;

/**
 * How calm a settling week has become: the calmer, the longer it stays fresh.
 *
 * @param refreshes how many in a row hardly moved its figures
 */
public record Calm(int refreshes) {

    /** Nothing is known of it, or it has just moved. */
    public static final Calm NONE = new Calm(0);

    private static final BigDecimal HARDLY = new BigDecimal("0.005");
    private static final BigDecimal MUCH = new BigDecimal("0.02");
    private static final int MOST_COUNTED = 1_000;
    private static final int MOST_DOUBLINGS = 2;

    public Calm {
        if (refreshes < 0) {
            throw new IllegalArgumentException("Nothing has happened " + refreshes + " times");
        }
    }

    /**
     * How calm it is after one more refresh.
     *
     * @param move by how much that moved the figure that it moved most, as a ratio of what it was
     */
    public Calm after(BigDecimal move) {
        if (move.compareTo(MUCH) >= 0) {
            return NONE;
        }
        return move.compareTo(HARDLY) < 0 ? new Calm(Math.min(refreshes + 1, MOST_COUNTED)) : this;
    }

    /** How many times as long as usual it stays fresh: twice for each refresh, four times at most. */
    public int factor() {
        return 1 << Math.min(refreshes, MOST_DOUBLINGS);
    }
}
