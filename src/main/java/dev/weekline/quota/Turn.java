package dev.weekline.quota;

import reactor.core.publisher.Mono;

/**
 * What a caller came away with from the buckets.
 *
 * @param back gives back what was taken, if anything was, to where it was taken from
 */
record Turn(Permit permit, Mono<Void> back) {

    static Turn denied(Permit.Denied denied) {
        return new Turn(denied, Mono.empty());
    }
}
