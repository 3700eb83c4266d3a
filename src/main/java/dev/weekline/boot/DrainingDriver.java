package dev.weekline.boot;

import io.netty.util.ReferenceCountUtil;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryMetadata;
import io.r2dbc.spi.ConnectionFactoryOptions;
import io.r2dbc.spi.ConnectionFactoryProvider;
import io.r2dbc.spi.Result;
import io.r2dbc.spi.Statement;
import io.r2dbc.spi.Wrapped;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The driver of the database, but for one thing. The driver itself drops a result that arrives after its reader has
 * left and never reads its rows; with many of them the connection is stuck from then on and the pool has one less for
 * ever. Here such a result is released, which reads it to its end.
 */
public final class DrainingDriver implements ConnectionFactoryProvider {

    /** Goes before the name of the driver that does the work: {@code draining:postgresql}. */
    static final String NAME = "draining";

    @Override
    public ConnectionFactory create(ConnectionFactoryOptions options) {
        var driver = String.valueOf(options.getRequiredValue(ConnectionFactoryOptions.PROTOCOL));
        return new Factory(ConnectionFactories.get(options.mutate()
                .option(ConnectionFactoryOptions.DRIVER, driver)
                .option(ConnectionFactoryOptions.PROTOCOL, "")
                .build()));
    }

    @Override
    public boolean supports(ConnectionFactoryOptions options) {
        return NAME.equals(options.getValue(ConnectionFactoryOptions.DRIVER));
    }

    @Override
    public String getDriver() {
        return NAME;
    }

    private record Factory(ConnectionFactory driver) implements ConnectionFactory, Wrapped<ConnectionFactory> {

        @Override
        public Publisher<? extends Connection> create() {
            return Mono.from(driver.create()).map(DrainingDriver::draining);
        }

        @Override
        public ConnectionFactoryMetadata getMetadata() {
            return driver.getMetadata();
        }

        @Override
        public ConnectionFactory unwrap() {
            return driver;
        }
    }

    /**
     * A reader who leaves while a transaction begins would leave it open: the driver sees nothing to roll back yet. So
     * a beginning is never cut short, and what ends a transaction waits for its beginning.
     */
    private static Connection draining(Connection connection) {
        var begun = new AtomicReference<Mono<Void>>(Mono.empty());
        return proxy(Connection.class, (_, method, arguments) -> {
            var answer = call(connection, method, arguments);
            return switch (method.getName()) {
                case "createStatement" -> draining((Statement) answer);
                case "beginTransaction" -> begin((Publisher<?>) answer, begun);
                case "commitTransaction", "rollbackTransaction", "close" ->
                    Mono.defer(() -> begun.getAndSet(Mono.empty())).then(Mono.from((Publisher<?>) answer));
                default -> answer;
            };
        });
    }

    private static Mono<Void> begin(Publisher<?> begin, AtomicReference<Mono<Void>> begun) {
        var once = Mono.from(begin).then().cache();
        return once.doOnSubscribe(_ -> begun.set(once.onErrorComplete()));
    }

    private static Statement draining(Statement statement) {
        return proxy(Statement.class, (proxy, method, arguments) -> {
            var answer = call(statement, method, arguments);
            if (answer == statement) {
                return proxy;
            }
            return method.getName().equals("execute") ? drained((Publisher<?>) answer) : answer;
        });
    }

    private static Flux<?> drained(Publisher<?> results) {
        return Flux.from(results).doOnDiscard(Result.class, ReferenceCountUtil::release);
    }

    private interface Handler {
        @Nullable
        Object handle(Object proxy, Method method, @Nullable Object @Nullable [] arguments) throws Throwable;
    }

    private static <T> T proxy(Class<T> type, Handler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler::handle));
    }

    private static Object call(Object target, Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException fault) {
            throw fault.getCause();
        }
    }
}
