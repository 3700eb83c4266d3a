package dev.weekline.sandbox;

/**
 * Chance that always falls the same way. What is thrown is a function of what it is thrown for, never of the order of
 * throwing, so that two sandboxes tell the same story on any machine.
 *
 * @param seed everything that has been named so far
 */
record Dice(long seed) {

    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    static Dice of(String name) {
        return new Dice(GOLDEN).with(name);
    }

    Dice with(long number) {
        return new Dice(mix(seed ^ mix(number + GOLDEN)));
    }

    /** Text is hashed the way the Java language lays down, so it is the same everywhere. */
    Dice with(String name) {
        return with(name.hashCode() * 31L + name.length());
    }

    /** From 0 to under 1. */
    double unit() {
        return (mix(seed) >>> 11) * 0x1.0p-53;
    }

    double between(double least, double most) {
        return least + unit() * (most - least);
    }

    /** From 0 to under {@code bound}. */
    long below(long bound) {
        return Math.min((long) (unit() * bound), bound - 1);
    }

    int below(int bound) {
        return (int) below((long) bound);
    }

    boolean falls(double probability) {
        return unit() < probability;
    }

    /** The finalizer of SplitMix64: every bit of the input moves half of the bits of the result. */
    private static long mix(long bits) {
        var z = bits + GOLDEN;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
