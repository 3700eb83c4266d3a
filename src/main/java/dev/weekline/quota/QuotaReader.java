package dev.weekline.quota;

import dev.weekline.account.AccountId;
import dev.weekline.account.Sight;
import dev.weekline.quota.QuotaView.BucketView;
import dev.weekline.quota.QuotaView.ForecastView;
import dev.weekline.quota.QuotaView.GateView;
import dev.weekline.quota.QuotaView.SizeView;
import dev.weekline.quota.QuotaView.TodayView;
import dev.weekline.quota.QuotaView.UsageView;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import reactor.core.publisher.Mono;

/** Puts together what is known of the quota. */
@Singleton
final class QuotaReader {

    private final TokenBuckets buckets;
    private final Gates gates;
    private final LearnedSizes sizes;
    private final DailyBudget daily;
    private final SpentExchange spending;
    private final SpentRows spent;
    private final QuotaSettings settings;
    private final Optional<Backlog> backlog;
    private final InstantSource time;

    QuotaReader(
            TokenBuckets buckets,
            Gates gates,
            LearnedSizes sizes,
            DailyBudget daily,
            SpentExchange spending,
            SpentRows spent,
            QuotaSettings settings,
            Optional<Backlog> backlog,
            InstantSource time) {
        this.buckets = buckets;
        this.gates = gates;
        this.sizes = sizes;
        this.daily = daily;
        this.spending = spending;
        this.spent = spent;
        this.settings = settings;
        this.backlog = backlog;
        this.time = time;
    }

    /** The quota of the app and of these accounts; of accounts out of sight nothing is told. */
    Mono<QuotaView> read(List<AccountId> accounts, Sight sight) {
        return Mono.zip(buckets.states(accounts), today(sight), queued(sight))
                .map(found -> view(
                        found.getT1(),
                        found.getT2(),
                        found.getT3(),
                        gates.state(time.instant()).within(sight),
                        time.instant()));
    }

    /** What this process has just spent counts as well. */
    private Mono<TodayView> today(Sight sight) {
        return spending.tell().then(spending.today()).then(Mono.defer(() -> {
            var midnight = SpentExchange.midnight(time.instant());
            return spent.shares(midnight, sight).collectList().map(shares -> TodayView.of(midnight, shares));
        }));
    }

    /** The queue is everybody's, so its length is for those who may see everybody. */
    private Mono<Optional<Long>> queued(Sight sight) {
        return Mono.justOrEmpty(backlog.filter(_ -> sight.seesAll()))
                .flatMap(Backlog::units)
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty());
    }

    private QuotaView view(
            List<BucketState> states, TodayView today, Optional<Long> queued, GateState heard, Instant now) {
        return new QuotaView(
                states.stream().map(state -> view(state, now)).toList(),
                heard.told().stream().map(UsageView::of).toList(),
                heard.closed().stream().map(GateView::of).toList(),
                today,
                queued.map(units -> ForecastView.of(units, emptyAt(units, states.getFirst(), now)))
                        .orElse(null));
    }

    private BucketView view(BucketState state, Instant now) {
        var id = state.bucket().account();
        var hour = SizeView.of(sizes.guess(id), sizes.find(id), now);
        return BucketView.of(state, hour, daily.state(id, now), now);
    }

    private Instant emptyAt(long units, BucketState app, Instant now) {
        var day = daily.state(Optional.empty(), now);
        var size = app.bucket().size();
        var atHand = app.left() - new Reserve(settings.reserve()).of(size);
        var opens = gates.opensForApp(Work.BACKGROUND, now).orElse(now);
        return new Forecast(atHand, size.unitsPerHour(), day.left(), day.budget()).doneAt(units, opens);
    }
}
