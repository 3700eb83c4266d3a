package dev.weekline.quota;

/** What this process has spent on one thing within one minute, so far. */
record SpentRow(SpentOn on, long units, long calls) {

    static SpentRow nothing(SpentOn on) {
        return new SpentRow(on, 0, 0);
    }

    SpentRow plus(int moreUnits) {
        return new SpentRow(on, units + moreUnits, calls + 1);
    }
}
