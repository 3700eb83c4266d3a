package dev.weekline.meta;

import dev.weekline.account.AccountId;
import reactor.core.publisher.Mono;

/** Remembers, beyond this process, how an account has to be asked a recipe where the usual way did not work. */
interface Lessons {

    /** What was learned; empty where the usual way works, and where it can't be looked up. */
    Mono<Lesson> find(AccountId account, Recipe recipe);

    /** Remembers in the place of what was known; a shape that is the usual one leaves nothing to remember. */
    Mono<Void> keep(AccountId account, Recipe recipe, Lesson lesson);
}
