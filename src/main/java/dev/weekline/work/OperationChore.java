package dev.weekline.work;

import dev.weekline.database.Chore;
import jakarta.inject.Singleton;
import java.time.Duration;
import reactor.core.publisher.Mono;

/** Operations that were over long ago. */
@Singleton
final class OperationChore implements Chore {

    private final Operations operations;
    private final OperationSettings settings;

    OperationChore(Operations operations, OperationSettings settings) {
        this.operations = operations;
        this.settings = settings;
    }

    @Override
    public String what() {
        return "operations that were over long ago";
    }

    @Override
    public Duration every() {
        return settings.sweepEvery();
    }

    @Override
    public Mono<Long> once() {
        return operations.sweep();
    }
}
