package dev.weekline.sandbox;

/**
 * How much may be asked in an hour.
 *
 * @param hourlyCalls how many calls of one account use up its hour; 0 for what Meta allows an app with limited access
 * @param hourlyAppCalls how many calls of all accounts use up the app's hour; 0 for as many as its accounts have
 *     together
 * @param errorPenalty how many calls an error of the caller's own costs its account; Meta takes 0.001
 */
public record Limits(int hourlyCalls, int hourlyAppCalls, double errorPenalty) {

    private static final double METAS_PENALTY = 0.001;
    private static final int FREE_CALLS = 600;
    private static final int CALLS_FOR_AN_AD = 400;

    public Limits {
        if (hourlyCalls < 0 || hourlyAppCalls < 0) {
            throw new IllegalArgumentException("An hour holds no " + Math.min(hourlyCalls, hourlyAppCalls) + " calls");
        }
        if (!(errorPenalty >= 0)) {
            throw new IllegalArgumentException("An error costs no " + errorPenalty + " calls");
        }
    }

    /** What Meta documents. */
    public static Limits asDocumented() {
        return new Limits(0, 0, METAS_PENALTY);
    }

    /** The calls of an account's hour, before its errors. */
    long ofAccount(int ads) {
        return hourlyCalls > 0 ? hourlyCalls : FREE_CALLS + (long) CALLS_FOR_AN_AD * ads;
    }
}
