package dev.weekline.run;

/**
 * What a run has cost.
 *
 * @param calls to Meta, failed and repeated ones included
 * @param units of the quota
 */
public record RunCost(int calls, int units) {

    /** Meta was not asked. */
    public static final RunCost NOTHING = new RunCost(0, 0);

    /** Both together. */
    public RunCost plus(RunCost other) {
        return new RunCost(calls + other.calls, units + other.units);
    }
}
