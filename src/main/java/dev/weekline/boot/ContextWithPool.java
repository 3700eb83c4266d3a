package dev.weekline.boot;

import io.micronaut.context.ApplicationContext;
import io.r2dbc.spi.Closeable;
import io.r2dbc.spi.ConnectionFactory;
import java.time.Duration;
import java.util.Optional;
import reactor.core.publisher.Mono;

/** A context together with its pool of connections, which nobody else would close. */
final class ContextWithPool implements AutoCloseable {

    private static final Duration LONGEST_FAREWELL = Duration.ofSeconds(5);

    private final ApplicationContext context;

    /** Asked for at the start: a server that cannot start stops the context by itself, and that then knows no pool. */
    private volatile Optional<Closeable> pool = Optional.empty();

    ContextWithPool(ApplicationContext context) {
        this.context = context;
    }

    ApplicationContext start() {
        context.start();
        pool = context.findBean(ConnectionFactory.class)
                .filter(Closeable.class::isInstance)
                .map(Closeable.class::cast);
        return context;
    }

    /** Closes the pool last: what the context closes may still want to write something down. */
    @Override
    public void close() {
        context.close();
        pool.ifPresent(open -> Mono.from(open.close()).block(LONGEST_FAREWELL));
    }
}
