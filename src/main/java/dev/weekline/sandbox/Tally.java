package dev.weekline.sandbox;

/** A running count of every measure. Answers are made of a great many of these, hence the plain array. */
@SuppressWarnings("EnumOrdinal")
final class Tally {

    private final long[] counts = new long[Measure.values().length];

    void add(Measure measure, long count) {
        counts[measure.ordinal()] += count;
    }

    void add(Tally other) {
        for (var i = 0; i < counts.length; i++) {
            counts[i] += other.counts[i];
        }
    }

    long of(Measure measure) {
        return counts[measure.ordinal()];
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
