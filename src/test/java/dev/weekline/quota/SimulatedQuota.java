package dev.weekline.quota;

import java.time.Duration;
import java.util.Map;
import reactor.core.publisher.Flux;

/** The quota of production on the buckets of one process, in virtual time. */
final class SimulatedQuota {

    /** How often replicas would tell each other what they have spent and learned. */
    private static final Duration EXCHANGE = Duration.ofSeconds(5);

    private SimulatedQuota() {}

    static CallQuota of(QuotaSettings guess, Buckets buckets, VirtualTime time) {
        var spent = new Spent();
        var gates = GateSettings.defaults();
        var sizes = new LearnedSizes(guess, EstimateSettings.defaults(), gates, spent);
        var tokens = new TokenBuckets(sizes, new Reserve(guess.reserve()), buckets, time, time.timer());
        Flux.interval(EXCHANGE, time.timer()).subscribe(_ -> {
            spent.adoptLastHour(Map.of(), time.instant());
            sizes.learn(time.instant());
        });
        return new GatedQuota(new Gates(gates, time), tokens, spent, sizes, new DailyBudget(new DailySettings(48_000, 96_000), spent), _ -> {}, time, time.timer());
    }
}
