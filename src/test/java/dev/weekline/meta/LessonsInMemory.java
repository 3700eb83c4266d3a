package dev.weekline.meta;

import dev.weekline.account.AccountId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import reactor.core.publisher.Mono;

/** Lessons that last as long as a test. */
final class LessonsInMemory implements Lessons {

    final Map<String, Lesson> kept = new ConcurrentHashMap<>();

    @Override
    public Mono<Lesson> find(AccountId account, Recipe recipe) {
        return Mono.fromSupplier(() -> kept.get(account + " " + recipe.label()));
    }

    @Override
    public Mono<Void> keep(AccountId account, Recipe recipe, Lesson lesson) {
        return Mono.fromRunnable(() -> kept.put(account + " " + recipe.label(), lesson));
    }
}
