package dev.weekline.database;

import io.r2dbc.postgresql.PostgresqlConnectionFactory;
import io.r2dbc.postgresql.PostgresqlConnectionFactoryProvider;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryMetadata;
import io.r2dbc.spi.ConnectionFactoryOptions;
import io.r2dbc.spi.R2dbcTimeoutException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.netty.NettyPipeline;

/** Opens connections that are watched, and gives one up that does not open in time. */
final class GuardedConnections implements ConnectionFactory {

    private static final String PULSE = "pulse";
    private static final ConnectionFactoryMetadata METADATA = () -> "PostgreSQL";

    private final ConnectionFactoryOptions driver;
    private final Duration connectDeadline;
    private final Duration silence;
    private final Silences silences;

    /** @param silence how long an answer may be overdue */
    GuardedConnections(ConnectionFactoryOptions driver, Duration connectDeadline, Duration silence, Silences silences) {
        this.driver = driver;
        this.connectDeadline = connectDeadline;
        this.silence = silence;
        this.silences = silences;
    }

    @Override
    public Mono<Connection> create() {
        return Mono.<Connection>defer(() -> {
                    var channels = new Channels();
                    var given = new AtomicBoolean();
                    return Mono.from(open(channels).create())
                            .map(connection -> {
                                given.set(true);
                                return watched(connection, channels);
                            })
                            .timeout(connectDeadline)
                            .doOnError(_ -> channels.close())
                            .doOnCancel(() -> {
                                if (!given.get()) {
                                    channels.close();
                                }
                            })
                            .onErrorMap(
                                    TimeoutException.class,
                                    late -> new R2dbcTimeoutException(
                                            "No connection to the database within " + connectDeadline, late));
                })
                // A certificate may have to be read.
                .subscribeOn(Schedulers.boundedElastic());
    }

    private ConnectionFactory open(Channels channels) {
        return new PostgresqlConnectionFactory(PostgresqlConnectionFactoryProvider.builder(driver)
                .loopResources(channels)
                // Nothing of theirs is used, and they are looked for in files.
                .autodetectExtensions(false)
                .build());
    }

    private Connection watched(Connection connection, Channels channels) {
        var pulse = new Pulse(silence, silences, System::nanoTime);
        channels.open().ifPresent(channel -> channel.pipeline().addBefore(NettyPipeline.ReactiveBridge, PULSE, pulse));
        return new GuardedConnection(connection, pulse);
    }

    @Override
    public ConnectionFactoryMetadata getMetadata() {
        return METADATA;
    }
}
