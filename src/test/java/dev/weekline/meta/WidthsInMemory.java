package dev.weekline.meta;

import dev.weekline.account.AccountId;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import reactor.core.publisher.Mono;

/** Widths that last as long as a test. */
final class WidthsInMemory implements SpanWidths {

    final Map<String, Integer> kept = new ConcurrentHashMap<>();

    @Override
    public Mono<Integer> find(AccountId account, Recipe recipe) {
        return Mono.fromSupplier(() -> kept.getOrDefault(recipe.name(), SpanWidth.WIDEST));
    }

    @Override
    public Mono<Void> keep(AccountId account, Recipe recipe, int weeks, Instant now) {
        return Mono.fromRunnable(() -> kept.put(recipe.name(), weeks));
    }
}
