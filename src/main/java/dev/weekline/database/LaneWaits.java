package dev.weekline.database;

import java.util.concurrent.atomic.LongAdder;
import reactor.pool.PoolMetricsRecorder;

/** How often, and for how long in all, a connection of one lane had to be waited for. */
final class LaneWaits implements PoolMetricsRecorder {

    private final LongAdder count = new LongAdder();
    private final LongAdder millis = new LongAdder();

    long count() {
        return count.sum();
    }

    double millis() {
        return millis.sum();
    }

    @Override
    public void recordPendingSuccessAndLatency(long latencyMs) {
        count.increment();
        millis.add(latencyMs);
    }

    @Override
    public void recordPendingFailureAndLatency(long latencyMs) {
        count.increment();
        millis.add(latencyMs);
    }

    @Override
    public void recordAllocationSuccessAndLatency(long latencyMs) {}

    @Override
    public void recordAllocationFailureAndLatency(long latencyMs) {}

    @Override
    public void recordResetLatency(long latencyMs) {}

    @Override
    public void recordDestroyLatency(long latencyMs) {}

    @Override
    public void recordRecycled() {}

    @Override
    public void recordLifetimeDuration(long millisecondsSinceAllocation) {}

    @Override
    public void recordIdleTime(long millisecondsIdle) {}

    @Override
    public void recordSlowPath() {}

    @Override
    public void recordFastPath() {}
}
