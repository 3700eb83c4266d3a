package dev.weekline.meta;

/**
 * How many weeks of an account Meta tells of a recipe together, and what is learned of that in one walk: what was too
 * much halves it, what went well makes it grow again, and neither rows nor pages may become too many.
 */
final class SpanWidth {

    static final int WIDEST = SpanInsights.MOST_WEEKS;

    /** So many that a walk ends within what the quota gives background work in one go. */
    static final int USUAL_PAGES = 20;

    /** What is nearly through is read to its end all the same. */
    static final int MOST_PAGES = 40;

    private static final int GROWS_BY_ONE_OF = 4;

    private final int begun;
    private int weeks;

    SpanWidth(int begun) {
        this.begun = begun;
        this.weeks = begun;
    }

    /** How many weeks may be asked together now. */
    int weeks() {
        return weeks;
    }

    /** So many weeks were too much for Meta. */
    void tooMuch(int asked) {
        weeks = Math.max(1, Math.min(weeks, asked / 2));
    }

    /** There were too many rows to read on; so many of these were of so many weeks. */
    void tooLong(int asked, int pageSize, int rows, int ofWeeks) {
        tooMuch(asked);
        weeks = Math.min(weeks, fitting(pageSize, rows / Math.max(1, ofWeeks)));
    }

    /** Meta did not tell what it was asked, so weeks are asked alone. */
    void mistrust() {
        weeks = 1;
    }

    /**
     * Everything has come.
     *
     * @param mostRows of the week that had most
     */
    void wentWell(int pageSize, int mostRows) {
        if (weeks == begun) {
            weeks = Math.min(WIDEST, weeks + Math.max(1, weeks / GROWS_BY_ONE_OF));
        }
        weeks = Math.min(weeks, fitting(pageSize, mostRows));
    }

    boolean hasChanged() {
        return weeks != begun;
    }

    private static int fitting(int pageSize, int rowsOfWeek) {
        return Math.max(1, USUAL_PAGES * pageSize / Math.max(1, rowsOfWeek));
    }
}
