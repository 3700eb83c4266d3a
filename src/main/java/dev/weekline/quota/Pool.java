package dev.weekline.quota;

/** What Meta counts apart, and tells the use of in percent. Each is told by one header, or by one number of it. */
public enum Pool {
    /** Calls of the app, all accounts together. */
    APP(Gate.APP, "the app"),
    /** What Insights does for the app, all accounts together. */
    APP_INSIGHTS(Gate.APP, "the app's insights"),
    /** Calls for one ad account. */
    ACCOUNT(Gate.ACCOUNT, "the ad account"),
    /** What Insights does for one ad account. */
    ACCOUNT_INSIGHTS(Gate.USE_CASE, "the ad account's insights"),
    /** Calls of the use case {@code ads_insights}. */
    USE_CASE(Gate.USE_CASE, "the insights use case");

    private final Gate gate;
    private final String words;

    Pool(Gate gate, String words) {
        this.gate = gate;
        this.words = words;
    }

    /** The gate that is closed when the pool is nearly used up. */
    public Gate gate() {
        return gate;
    }

    String words() {
        return words;
    }
}
