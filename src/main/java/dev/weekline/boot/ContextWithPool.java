package dev.weekline.boot;

import io.micronaut.context.ApplicationContext;
import io.r2dbc.spi.Closeable;
import io.r2dbc.spi.ConnectionFactory;
import java.time.Duration;
import java.util.Optional;
import reactor.core.publisher.Mono;

/** A context together with its pool of connections, which nobody else would close. */
record ContextWithPool(ApplicationContext context) implements AutoCloseable {

    private static final Duration LONGEST_FAREWELL = Duration.ofSeconds(5);

    /** Closes the pool last: what the context closes may still want to write something down. */
    @Override
    public void close() {
        var pool = pool();
        context.close();
        pool.ifPresent(open -> Mono.from(open.close()).block(LONGEST_FAREWELL));
    }

    private Optional<Closeable> pool() {
        return context.isRunning()
                ? context.findBean(ConnectionFactory.class)
                        .filter(Closeable.class::isInstance)
                        .map(Closeable.class::cast)
                : Optional.empty();
    }
}
