package dev.weekline.quota;

/** Which limit keeps a call from being made. */
public enum Gate {
    /** Our own budget of calls. */
    OURS,
    /** What Meta allows the app, all accounts together. */
    APP,
    /** What Meta allows one ad account, or the user whose token reads it. */
    ACCOUNT,
    /** What Meta allows a business use case, such as {@code ads_insights}, of one ad account. */
    USE_CASE
}
