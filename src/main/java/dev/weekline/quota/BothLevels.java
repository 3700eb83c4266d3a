package dev.weekline.quota;

import dev.weekline.account.AccountId;
import dev.weekline.quota.Permit.Denied;
import dev.weekline.quota.Permit.Granted;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.ToIntBiFunction;
import java.util.stream.Stream;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.function.Tuple2;

/** The bucket of the app and one for each account, which must both allow a call: units come from both or neither. */
final class BothLevels {

    private static final Duration SHORTEST_RETRY = Duration.ofSeconds(1);

    private static final int LEVELS = 2;

    private final Buckets buckets;
    private final Sizes sizes;
    private final Reserve reserve;

    BothLevels(Buckets buckets, Sizes sizes, Reserve reserve) {
        this.buckets = buckets;
        this.sizes = sizes;
        this.reserve = reserve;
    }

    /** How long calls of so many units together would have to wait for the last of them. */
    Mono<Duration> waitFor(AccountId account, Work work, int units) {
        return switch (work) {
            case INTERACTIVE -> longest(account, Price.of(units), (_, all) -> all);
            case BACKGROUND -> longest(account, Price.of(units), reserve::roomForAll);
        };
    }

    /** What both buckets hold, the account's first. */
    Mono<Tuple2<Level, Level>> levels(AccountId account) {
        return Mono.zipDelayError(level(bucketOf(account)), level(app()));
    }

    private Mono<Level> level(BucketKey bucket) {
        return buckets.waitFor(bucket, bucket.size().burst()).map(untilFull -> Level.of(bucket.size(), untilFull));
    }

    /** Looks before it takes, so that a caller who is denied leaves no trace. */
    Mono<Turn> takeTurn(AccountId account, Price price, Duration patience) {
        return longest(account, price, (_, units) -> units)
                .flatMap(wait -> wait.compareTo(patience) > 0
                        ? Mono.just(denied(wait))
                        : takeBoth(account, price, (_, _) -> Terms.inTime(patience)));
    }

    /** Takes units at once if that leaves both reserves alone; whoever is denied looks again. */
    Mono<Turn> takeRoom(AccountId account, Price price) {
        return longest(account, price, reserve::room)
                .flatMap(wait -> wait.isPositive()
                        ? Mono.just(denied(wait))
                        : takeBoth(account, price, (size, units) -> Terms.above(reserve.floor(size, units))));
    }

    /** Others may have come since the look; where one bucket has no more, the other gets back what was taken of it. */
    private Mono<Turn> takeBoth(AccountId account, Price price, BiFunction<BucketSize, Integer, Terms> terms) {
        return Mono.zip(
                        take(bucketOf(account), price.own(), terms),
                        take(app(), price.app(), terms),
                        (own, app) ->
                                Stream.of(own, app).flatMap(Optional::stream).toList())
                .flatMap(taken -> taken.size() == LEVELS
                        ? Mono.just(granted(price, taken))
                        : back(taken).thenReturn(denied(Duration.ZERO)));
    }

    private Mono<Optional<Taken>> take(BucketKey bucket, int units, BiFunction<BucketSize, Integer, Terms> terms) {
        return buckets.take(bucket, units, terms.apply(bucket.size(), units)).singleOptional();
    }

    private Turn granted(Price price, List<Taken> taken) {
        var wait = taken.stream().map(Taken::untilTurn).reduce(Duration.ZERO, BothLevels::longer);
        return new Turn(new Granted(price.own(), wait), back(taken));
    }

    private Mono<Void> back(List<Taken> taken) {
        return Mono.when(taken.stream().map(buckets::giveBack).toList());
    }

    /** How long it takes until both buckets hold what is wanted of one of such a size. */
    private Mono<Duration> longest(AccountId account, Price price, ToIntBiFunction<BucketSize, Integer> wanted) {
        var own = bucketOf(account);
        var app = app();
        // Where both fail, both are heard.
        return Mono.zipDelayError(
                        buckets.waitFor(app, wanted.applyAsInt(app.size(), price.app())),
                        buckets.waitFor(own, wanted.applyAsInt(own.size(), price.own())))
                .map(waits -> longer(waits.getT1(), waits.getT2()));
    }

    /** What is in the bucket of the app, then what is in those of some accounts. */
    Mono<List<BucketState>> states(List<AccountId> accounts) {
        return Flux.fromStream(
                        () -> Stream.concat(Stream.of(app()), accounts.stream().map(this::bucketOf)))
                .concatMap(buckets::state)
                .collectList();
    }

    private BucketKey app() {
        return BucketKey.app(sizes.of(Optional.empty()));
    }

    private BucketKey bucketOf(AccountId id) {
        return BucketKey.of(id, sizes.of(Optional.of(id)));
    }

    private static Turn denied(Duration wait) {
        return Turn.denied(new Denied(longer(wait, SHORTEST_RETRY)));
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
