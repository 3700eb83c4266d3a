package dev.weekline.quota;

/**
 * What a call takes from the bucket of its account, and from that of the app. It is what the call weighs, or for a
 * while after a gate of the one or the other has opened a multiple of that.
 */
record Price(int own, int app) {

    static Price of(int units) {
        return new Price(units, units);
    }

    /** Each weighs as much more as its share of the usual rate is less; a gate that is closed is asked elsewhere. */
    static Price of(int units, double shareOfAccount, double shareOfApp) {
        return new Price(weighed(units, shareOfAccount), weighed(units, shareOfApp));
    }

    private static int weighed(int units, double share) {
        return share > 0 ? (int) Math.ceil(units / share) : units;
    }
}
