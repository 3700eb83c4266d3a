package dev.weekline.sandbox;

/** A version of the Graph API. */
record Version(int major, int minor) implements Comparable<Version> {

    static final Version OLDEST = new Version(25, 0);
    static final Version NEWEST = new Version(26, 0);

    /** What is not about ads lives longer; what is dead there is answered by the oldest that is not. */
    private static final Version OLDEST_WITHOUT_ADS = new Version(21, 0);

    Version answeringWithoutAds() {
        return compareTo(OLDEST_WITHOUT_ADS) < 0 ? OLDEST_WITHOUT_ADS : compareTo(NEWEST) > 0 ? NEWEST : this;
    }

    boolean isAlive() {
        return compareTo(OLDEST) >= 0 && compareTo(NEWEST) <= 0;
    }

    @Override
    public int compareTo(Version other) {
        return major != other.major ? Integer.compare(major, other.major) : Integer.compare(minor, other.minor);
    }

    @Override
    public String toString() {
        return "v" + major + "." + minor;
    }
}
