package dev.weekline.quota;

import dev.weekline.account.AccountId;
import dev.weekline.quota.Permit.Denied;
import dev.weekline.quota.Permit.Granted;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.function.Tuple2;

/** The bucket of the app and one for each account, which must both allow a call: units come from both or neither. */
final class BothLevels {

    private static final Duration SHORTEST_RETRY = Duration.ofSeconds(1);

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
            case INTERACTIVE -> longest(account, _ -> units);
            case BACKGROUND -> longest(account, size -> reserve.roomForAll(size, units));
        };
    }

    /** What both buckets hold, the account's first. */
    Mono<Tuple2<Level, Level>> levels(AccountId account) {
        return Mono.zipDelayError(level(bucketOf(account)), level(app()));
    }

    private Mono<Level> level(BucketKey bucket) {
        return buckets.waitFor(bucket, bucket.size().burst()).map(untilFull -> Level.of(bucket.size(), untilFull));
    }

    /** Looks before it reserves, so that a caller who is denied leaves no trace. */
    Mono<Permit> takeTurn(AccountId account, int units, Duration patience) {
        return longest(account, _ -> units)
                .flatMap(wait -> wait.compareTo(patience) > 0
                        ? Mono.just(denied(wait))
                        : reserve(bucketOf(account), app(), units, patience));
    }

    /** Others may have reserved since the look; whoever has lost to them gives everything back. */
    private Mono<Permit> reserve(BucketKey own, BucketKey app, int units, Duration patience) {
        return Mono.zip(buckets.reserve(own, units), buckets.reserve(app, units), BothLevels::longer)
                .flatMap(wait -> wait.compareTo(patience) > 0
                        ? Mono.when(buckets.giveBack(own, units), buckets.giveBack(app, units))
                                .thenReturn(denied(wait))
                        : Mono.just(new Granted(units, wait)));
    }

    /** Takes units at once if that leaves both reserves alone; reserves nothing, so whoever is denied looks again. */
    Mono<Permit> takeRoom(AccountId account, int units) {
        return longest(account, size -> reserve.room(size, units))
                .flatMap(wait -> wait.isPositive() ? Mono.just(denied(wait)) : takeAboveReserve(account, units));
    }

    private Mono<Permit> takeAboveReserve(AccountId account, int units) {
        var own = bucketOf(account);
        return takeAboveReserve(own, units)
                .filter(taken -> taken)
                .flatMap(_ -> takeAboveReserve(app(), units)
                        .filter(taken -> taken)
                        .switchIfEmpty(
                                Mono.defer(() -> buckets.giveBack(own, units).then(Mono.empty()))))
                .<Permit>map(_ -> new Granted(units, Duration.ZERO))
                .defaultIfEmpty(denied(Duration.ZERO));
    }

    private Mono<Boolean> takeAboveReserve(BucketKey bucket, int units) {
        return buckets.takeAbove(bucket, units, reserve.floor(bucket.size(), units));
    }

    /** How long it takes until both buckets hold what is wanted of one of such a size. */
    private Mono<Duration> longest(AccountId account, ToIntFunction<BucketSize> wanted) {
        var own = bucketOf(account);
        var app = app();
        // Where both fail, both are heard.
        return Mono.zipDelayError(
                        buckets.waitFor(app, wanted.applyAsInt(app.size())),
                        buckets.waitFor(own, wanted.applyAsInt(own.size())))
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

    private static Permit denied(Duration wait) {
        return new Denied(longer(wait, SHORTEST_RETRY));
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
