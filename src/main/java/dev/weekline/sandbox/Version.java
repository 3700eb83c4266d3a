package dev.weekline.sandbox;

/** A version of the Graph API. */
record Version(int major, int minor) implements Comparable<Version> {

    static final Version OLDEST = new Version(25, 0);
    static final Version NEWEST = new Version(26, 0);

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
