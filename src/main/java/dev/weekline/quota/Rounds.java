package dev.weekline.quota;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import reactor.core.publisher.Mono;

/** Rounds of work that go on without a thread of their own, one at a time. A row of failures is told of once. */
final class Rounds {

    private final Consumer<Throwable> told;
    private final AtomicBoolean underWay = new AtomicBoolean();
    private final AtomicBoolean failing = new AtomicBoolean();

    /** @param told of the first failure of a row */
    Rounds(Consumer<Throwable> told) {
        this.told = told;
    }

    /** Begins a round unless one is under way. */
    void begin(Mono<Void> round) {
        if (underWay.compareAndSet(false, true)) {
            round.doFinally(_ -> underWay.set(false)).subscribe(_ -> {}, this::failed, () -> failing.set(false));
        }
    }

    private void failed(Throwable fault) {
        if (failing.compareAndSet(false, true)) {
            told.accept(fault);
        }
    }
}
