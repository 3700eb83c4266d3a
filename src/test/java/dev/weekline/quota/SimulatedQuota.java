package dev.weekline.quota;

import dev.weekline.account.AccountId;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import reactor.core.publisher.Flux;

/** The quota of production on the buckets of one process, in virtual time. */
public final class SimulatedQuota {

    /** How often replicas would tell each other what they have spent and learned. */
    private static final Duration EXCHANGE = Duration.ofSeconds(5);

    private static final DailySettings DAY = new DailySettings(48_000, 96_000);

    private final OwnBuckets buckets;
    private final LearnedSizes sizes;
    private final Reserve reserve;
    private final Gates gates;
    private final VirtualTime time;
    private final CallQuota quota;

    /** The quota that nothing is known of yet but what the settings guess. */
    public static CallQuota usual(VirtualTime time) {
        return new SimulatedQuota(new QuotaSettings(200, 100, 40), time).calls();
    }

    SimulatedQuota(QuotaSettings guess, VirtualTime time) {
        var spent = new Spent();
        var settings = GateSettings.defaults();
        this.time = time;
        this.gates = new Gates(settings, time);
        this.buckets = new OwnBuckets(new ServiceTime(time));
        this.sizes = new LearnedSizes(guess, EstimateSettings.defaults(), settings, spent);
        this.reserve = new Reserve(guess.reserve());
        var tokens = new TokenBuckets(sizes, reserve, buckets, time, time.timer());
        Flux.interval(EXCHANGE, time.timer()).subscribe(_ -> {
            spent.adoptLastHour(Map.of(), time.instant());
            sizes.learn(time.instant());
        });
        this.quota =
                new GatedQuota(gates, tokens, spent, sizes, new DailyBudget(DAY, spent), _ -> {}, time, time.timer());
    }

    CallQuota calls() {
        return quota;
    }

    /**
     * Whether a background call that was granted just now has left both buckets what is for those who wait. It weighs
     * more for a while after a gate has opened.
     */
    boolean isReserveThere(AccountId account, int units) {
        var now = time.instant();
        var price = Price.of(
                units, gates.rateOfAccount(account, Work.BACKGROUND, now), gates.rateOfApp(Work.BACKGROUND, now));
        var own = BucketKey.of(account, sizes.of(Optional.of(account)));
        var app = BucketKey.app(sizes.of(Optional.empty()));
        return isReserveThere(own, price.own()) && isReserveThere(app, price.app());
    }

    private boolean isReserveThere(BucketKey bucket, int units) {
        var left = Objects.requireNonNull(buckets.state(bucket).block()).left();
        return left >= reserve.floor(bucket.size(), units);
    }
}
