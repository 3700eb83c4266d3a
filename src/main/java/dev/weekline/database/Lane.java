package dev.weekline.database;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;
import reactor.util.context.ContextView;

/**
 * What a connection is wanted for. Each purpose has connections of its own, so that a crowd in one lane keeps nobody in
 * another waiting. Work that says nothing is a reader's.
 */
public enum Lane {

    /** Somebody has asked us something and waits for it. */
    READING,

    /** A week is fetched, and what Meta told of it is stored. */
    STORING,

    /** Who works on what: leases, the queue, operations. Short statements that must not be late. */
    KEEPING,

    /** What may still be asked of Meta. Short statements that every call to it waits for. */
    PERMITTING,

    /** What nobody waits for. */
    BACKGROUND;

    /**
     * The work, with every connection that it asks for taken from this lane, unless a part of it names another. What
     * nobody waits for stays in its own lane whatever its parts name, so that it never uses more than that.
     */
    public <T> Mono<T> of(Mono<T> work) {
        return work.contextWrite(this::enter);
    }

    /** The same. */
    public <T> Flux<T> of(Flux<T> work) {
        return work.contextWrite(this::enter);
    }

    private Context enter(Context context) {
        return in(context) == BACKGROUND ? context : context.put(Lane.class, this);
    }

    static Lane in(ContextView context) {
        return context.getOrDefault(Lane.class, READING);
    }
}
