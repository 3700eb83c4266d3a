package dev.weekline.meta;

import dev.weekline.account.AccountId;
import java.time.Instant;
import reactor.core.publisher.Mono;

/** Remembers, beyond this process, how many weeks of an account Meta tells together. */
interface SpanWidths {

    /** What was learned of a recipe, in weeks; the widest where nothing was, and where it can't be looked up. */
    Mono<Integer> find(AccountId account, Recipe recipe);

    /** Remembers in the place of what was known; the widest leaves nothing to remember. */
    Mono<Void> keep(AccountId account, Recipe recipe, int weeks, Instant now);
}
