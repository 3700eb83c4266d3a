package dev.weekline.quota;

/** The quota of production on the buckets of one process, in virtual time. */
final class SimulatedQuota {

    private SimulatedQuota() {}

    static CallQuota of(QuotaSettings guess, Buckets buckets, VirtualTime time) {
        var tokens = new TokenBuckets(guess, guess, buckets, time, time.timer());
        return new GatedQuota(new Gates(GateSettings.defaults(), time), tokens, _ -> {}, time, time.timer());
    }
}
