package dev.weekline.sandbox;

/**
 * How many different people saw something. Impressions fall on an audience by chance, so that some people see much and
 * some nothing: a week reaches fewer than its days together but more than any of them, and the same holds for an
 * account and its campaigns. People are never more than impressions.
 */
final class Reach {

    private static final double LESS_THAN_A_PERSON = 1e-6;

    private final double people;
    private double nobody = 1;
    private long impressions;

    /** Nobody has been reached yet of so many people. */
    Reach(double people) {
        this.people = people;
    }

    /** The people of one audience whom so many impressions reach. */
    static long of(long impressions, double audience) {
        return rounded(expected(impressions, audience), impressions);
    }

    /** Adds an audience that is a part of these people and overlaps with the others by chance. */
    void add(long shown, double audience) {
        impressions += shown;
        nobody *= 1 - expected(shown, audience) / people;
    }

    long count() {
        return rounded(people * (1 - nobody), impressions);
    }

    private static double expected(long impressions, double audience) {
        return -audience * StrictMath.expm1(-impressions / audience);
    }

    /** Rounded up, because only that keeps a whole from exceeding its parts. */
    private static long rounded(double expected, long impressions) {
        return Math.min(impressions, (long) StrictMath.ceil(expected - LESS_THAN_A_PERSON));
    }
}
