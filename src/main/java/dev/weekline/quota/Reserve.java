package dev.weekline.quota;

/**
 * What background work leaves in every bucket for those who wait.
 *
 * @param percent of what a bucket holds when it is full
 */
record Reserve(int percent) {

    /**
     * What every background call wants to see above the reserve: as much as the heaviest usual call costs, so that
     * light ones, which would find room more often, do not keep heavy ones from ever finding it.
     */
    private static final int HEADROOM = 20;

    private static final long ALL = 100;

    /** What a bucket has to hold before a background call may take its units; a full one is always enough. */
    int room(BucketSize size, int units) {
        return Math.min(size.burst(), of(size) + Math.max(units, HEADROOM));
    }

    /** What is left at least after a background call has taken its units. */
    int floor(BucketSize size, int units) {
        return Math.min(of(size), size.burst() - units);
    }

    /** What would have to come in for calls of so many units together. */
    int roomForAll(BucketSize size, int units) {
        return Math.max(room(size, units), of(size) + units);
    }

    /** Units of the reserve. */
    int of(BucketSize size) {
        return (int) (size.burst() * percent / ALL);
    }
}
