package dev.weekline.report;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;

/** Shares work under way among all that ask for it; what one of them cancels is only its own waiting. */
final class SingleFlight<K, V> {

    private final ConcurrentHashMap<K, CompletableFuture<V>> underWay = new ConcurrentHashMap<>();
    private final LongAdder joins = new LongAdder();

    /** Joins the work for {@code key}, or begins it on subscription if none is under way. */
    Mono<V> join(K key, Supplier<Mono<V>> work) {
        return Mono.fromFuture(() -> flight(key, work), /* suppressCancel= */ true);
    }

    int underWay() {
        return underWay.size();
    }

    /** How often work that was under way already was joined. */
    long joins() {
        return joins.sum();
    }

    private CompletableFuture<V> flight(K key, Supplier<Mono<V>> work) {
        var mine = new CompletableFuture<V>();
        var earlier = underWay.putIfAbsent(key, mine);
        if (earlier != null) {
            joins.increment();
            return earlier;
        }
        Mono.defer(work)
                // Gone before anybody hears of the result, so that whoever comes after it begins anew.
                .doOnTerminate(() -> underWay.remove(key, mine))
                .subscribe(mine::complete, mine::completeExceptionally, () -> mine.complete(null));
        return mine;
    }
}
