package dev.weekline.report;

import reactor.core.publisher.Mono;

/**
 * Work that goes on to its end even if whoever waited for it leaves. A transaction that is cancelled half way can leave
 * its connection in the middle of it: the next statement that is given this connection never commits, and its locks
 * stay.
 */
final class Whole {

    private Whole() {}

    static <T> Mono<T> of(Mono<T> work) {
        return Mono.deferContextual(
                context -> Mono.fromFuture(() -> work.contextWrite(context).toFuture(), /* suppressCancel= */ true));
    }
}
