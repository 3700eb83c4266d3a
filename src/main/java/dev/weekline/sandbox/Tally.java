package dev.weekline.sandbox;

/** A running count of every measure. */
final class Tally {

    private static final int SIZE = Measure.values().length;

    private final long[] counts = new long[SIZE];

    void add(Measure measure, long count) {
        counts[measure.ordinal()] += count;
    }

    void add(Tally other) {
        for (var i = 0; i < SIZE; i++) {
            counts[i] += other.counts[i];
        }
    }

    long of(Measure measure) {
        return counts[measure.ordinal()];
    }

    long of(Measure... measures) {
        var sum = 0L;
        for (var measure : measures) {
            sum += of(measure);
        }
        return sum;
    }

    boolean isEmpty() {
        for (var count : counts) {
            if (count != 0) {
                return false;
            }
        }
        return true;
    }

    long impressions() {
        return of(Measure.PLAIN) + of(Measure.WATCHED) + clicks();
    }

    /** Clicks on anything. */
    long clicks() {
        return of(Measure.OTHER_CLICK)
                + of(Measure.REACTION)
                + of(Measure.COMMENT)
                + of(Measure.PAGE_LIKE)
                + linkClicks();
    }

    long linkClicks() {
        return of(Measure.LINK_CLICK) + of(Measure.LANDING);
    }
}
