package dev.weekline.quota;

import dev.weekline.account.AccountId;
import dev.weekline.quota.Permit.Denied;
import dev.weekline.quota.Permit.Granted;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The bucket of the app and one for each account, which must both allow a call: units come from both or neither. */
final class BothLevels {

    private static final Duration SHORTEST_RETRY = Duration.ofSeconds(1);

    private final Buckets buckets;
    private final BucketKey app;
    private final BucketSize account;

    BothLevels(Buckets buckets, BucketSize app, BucketSize account) {
        this.buckets = buckets;
        this.app = BucketKey.app(app);
        this.account = account;
    }

    Mono<Duration> waitFor(AccountId account, int units) {
        // Where both fail, both are heard.
        return Mono.zipDelayError(buckets.waitFor(app, units), buckets.waitFor(bucketOf(account), units))
                .map(waits -> longer(waits.getT1(), waits.getT2()));
    }

    /** Looks before it reserves, so that a caller who is denied leaves no trace. */
    Mono<Permit> take(AccountId account, int units, Duration patience) {
        return waitFor(account, units)
                .flatMap(wait -> wait.compareTo(patience) > 0
                        ? Mono.just(denied(wait))
                        : reserve(bucketOf(account), units, patience));
    }

    /** Others may have reserved since the look; whoever has lost to them gives everything back. */
    private Mono<Permit> reserve(BucketKey own, int units, Duration patience) {
        return Mono.zip(buckets.reserve(own, units), buckets.reserve(app, units), BothLevels::longer)
                .flatMap(wait -> wait.compareTo(patience) > 0
                        ? Mono.when(buckets.giveBack(own, units), buckets.giveBack(app, units))
                                .thenReturn(denied(wait))
                        : Mono.just(new Granted(units, wait)));
    }

    /** What is in the bucket of the app, then what is in those of some accounts. */
    Mono<List<BucketState>> states(List<AccountId> accounts) {
        return Flux.fromStream(
                        () -> Stream.concat(Stream.of(app), accounts.stream().map(this::bucketOf)))
                .concatMap(buckets::state)
                .collectList();
    }

    private BucketKey bucketOf(AccountId id) {
        return BucketKey.of(id, account);
    }

    private static Permit denied(Duration wait) {
        return new Denied(longer(wait, SHORTEST_RETRY));
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
