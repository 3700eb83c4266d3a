package dev.weekline.quota;

import reactor.core.publisher.Mono;

/** What is queued to be fetched in the background; made by the room that queues it. */
public interface Backlog {

    /** Units that all that is queued will cost. */
    Mono<Long> units();
}
